/** Signed notes as C2SP specifies them, and the keys on disk that sign and verify them. */
@NullMarked
package io.aims.platform.note;

import org.jspecify.annotations.NullMarked;
