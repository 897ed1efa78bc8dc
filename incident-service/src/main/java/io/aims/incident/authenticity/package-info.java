/**
 * Whether a delivery comes from whom it says and as it was sent: signatures and credentials of hooks over the raw
 * bytes.
 */
@NullMarked
package io.aims.incident.authenticity;

import org.jspecify.annotations.NullMarked;
