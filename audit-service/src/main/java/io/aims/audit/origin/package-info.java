/** Where a nonconformity can come from: the incidents and AI systems that this service has learnt of by events. */
@NullMarked
package io.aims.audit.origin;

import org.jspecify.annotations.NullMarked;
