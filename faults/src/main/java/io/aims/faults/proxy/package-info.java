/** TCP proxies that understand just enough of what passes to fail at a chosen statement or request. */
@NullMarked
package io.aims.faults.proxy;

import org.jspecify.annotations.NullMarked;
