/** Why a request was refused, in words a caller can act on, and its one translation to RFC 9457. */
@NullMarked
package io.aims.platform.refusal;

import org.jspecify.annotations.NullMarked;
