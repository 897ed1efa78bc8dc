/** The trace of a case: what happened in all contexts from the alert to the remedy, as a graph, in order, with who and when. */
@NullMarked
package io.aims.audit.trace;

import org.jspecify.annotations.NullMarked;
