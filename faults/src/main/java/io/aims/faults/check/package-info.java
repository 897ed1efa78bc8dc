/** The independent checker: what databases, topics and clients say, held against what was promised; shares no code with the services. */
@NullMarked
package io.aims.faults.check;

import org.jspecify.annotations.NullMarked;
