/** Whom the service tells something by mail: until they are told, they can't be reached or it is no longer needed (clause 7.4; A.8.4). */
@NullMarked
package io.aims.incident.notification;

import org.jspecify.annotations.NullMarked;
