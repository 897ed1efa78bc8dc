/** Who is calling: the verified token, reduced to organisation, person or machine, and roles. */
@NullMarked
package io.aims.platform.identity;

import org.jspecify.annotations.NullMarked;
