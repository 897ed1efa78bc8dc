/** AI systems: registered, described, moved through their life cycle, bound to where they run (clauses 4.3 and 8.1; A.4.2, A.6.2, A.9.4). */
@NullMarked
package io.aims.inventory.system;

import org.jspecify.annotations.NullMarked;
