/** How much one client may ask of us. */
@NullMarked
package io.aims.gateway.quota;

import org.jspecify.annotations.NullMarked;
