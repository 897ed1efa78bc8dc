/** Figures over many incidents: how many, how fast people were, what came back (clause 9.1; input of 9.3.2). */
@NullMarked
package io.aims.incident.figures;

import org.jspecify.annotations.NullMarked;
