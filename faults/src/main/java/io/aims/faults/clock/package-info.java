/** Makes the clock of one running service jump, from outside: neither the machine's clock nor the service's code is changed. */
@NullMarked
package io.aims.faults.clock;

import org.jspecify.annotations.NullMarked;
