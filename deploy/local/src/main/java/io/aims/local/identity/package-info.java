/** Demo accounts of the realm and the bearer tokens they get. */
@NullMarked
package io.aims.local.identity;

import org.jspecify.annotations.NullMarked;
