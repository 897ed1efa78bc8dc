/** How an organisation takes in concerns: who handles them, and whether they can be raised without a name (A.3.3). */
@NullMarked
package io.aims.incident.channel;

import org.jspecify.annotations.NullMarked;
