/** Read your writes across services: answers say which versions they show, requests say which they have to see. */
@NullMarked
package io.aims.platform.consistency;

import org.jspecify.annotations.NullMarked;
