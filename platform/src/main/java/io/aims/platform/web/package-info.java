/** HTTP manners shared by all resources: ETag and If-Match, Idempotency-Key, pages and cursors, strict JSON. */
@NullMarked
package io.aims.platform.web;

import org.jspecify.annotations.NullMarked;
