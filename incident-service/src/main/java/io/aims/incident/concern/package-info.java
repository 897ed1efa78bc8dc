/**
 * Concerns: raised with or without a name, seen and handled by few who have no part in them, answered in time (A.3.3,
 * Directive (EU) 2019/1937).
 */
@NullMarked
package io.aims.incident.concern;

import org.jspecify.annotations.NullMarked;
