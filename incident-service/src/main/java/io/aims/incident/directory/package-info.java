/** The organisation's people as the identity provider knows them at this moment: nothing of them is kept here. */
@NullMarked
package io.aims.incident.directory;

import org.jspecify.annotations.NullMarked;
