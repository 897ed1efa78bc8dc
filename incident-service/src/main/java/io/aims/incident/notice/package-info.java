/** News of registries about models, data sets and prompts: no incident, and handed on to the inventory. */
@NullMarked
package io.aims.incident.notice;

import org.jspecify.annotations.NullMarked;
