/** What exists once per organisation is created and judged one at a time. */
@NullMarked
package io.aims.risk.organisation;

import org.jspecify.annotations.NullMarked;
