/** Content revisions: what an approval or acceptance is about, and who may not give it. */
@NullMarked
package io.aims.risk.revision;

import org.jspecify.annotations.NullMarked;
