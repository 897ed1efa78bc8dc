/** The one way to open a database transaction, always bound to one organisation by row level security. */
@NullMarked
package io.aims.platform.tenancy;

import org.jspecify.annotations.NullMarked;
