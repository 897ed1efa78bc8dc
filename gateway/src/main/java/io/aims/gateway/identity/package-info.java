/** Who calls: tokens of the realm, verified and reduced to organisation, client and roles. */
@NullMarked
package io.aims.gateway.identity;

import org.jspecify.annotations.NullMarked;
