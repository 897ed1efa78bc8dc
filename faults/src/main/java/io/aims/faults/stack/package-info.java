/** The system under test: the packaged services with real engines, every way between them through a fault proxy. */
@NullMarked
package io.aims.faults.stack;

import org.jspecify.annotations.NullMarked;
