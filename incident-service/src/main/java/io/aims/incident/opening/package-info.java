/**
 * Which signals open an incident by themselves, by kind and severity: what an organisation has adopted, and what a source
 * has in its stead (A.6.2.6, A.8.4).
 */
@NullMarked
package io.aims.incident.opening;

import org.jspecify.annotations.NullMarked;
