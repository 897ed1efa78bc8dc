/** The fault programme: breaks the running system on purpose, in many ways, and checks from outside that it kept its promises. */
@NullMarked
package io.aims.faults;

import org.jspecify.annotations.NullMarked;
