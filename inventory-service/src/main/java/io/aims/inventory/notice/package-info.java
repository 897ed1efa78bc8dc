/** News of model registries about what a system consists of, as hooks have brought them (A.6.2.6, A.7.5). */
@NullMarked
package io.aims.inventory.notice;

import org.jspecify.annotations.NullMarked;
