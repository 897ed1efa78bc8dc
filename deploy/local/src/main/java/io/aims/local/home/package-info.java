/** What a stack keeps on this machine: folders, ports, generated passwords. */
@NullMarked
package io.aims.local.home;

import org.jspecify.annotations.NullMarked;
