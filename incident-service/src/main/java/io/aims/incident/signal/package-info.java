/**
 * What monitors say, read from each vendor's own format into one: signals with kind, severity, identity and numbers.
 */
@NullMarked
package io.aims.incident.signal;

import org.jspecify.annotations.NullMarked;
