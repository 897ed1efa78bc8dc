/** Read-your-writes across services: what another service has just told its caller may take a moment to arrive here. */
@NullMarked
package io.aims.audit.patience;

import org.jspecify.annotations.NullMarked;
