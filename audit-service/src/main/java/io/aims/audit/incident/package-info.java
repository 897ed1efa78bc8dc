/** What incidents lead to in this service, as incident-service tells of them (clause 10.2). */
@NullMarked
package io.aims.audit.incident;

import org.jspecify.annotations.NullMarked;
