/** The one door: what a request passes on its way to the service that owns its resource. */
@NullMarked
package io.aims.gateway;

import org.jspecify.annotations.NullMarked;
