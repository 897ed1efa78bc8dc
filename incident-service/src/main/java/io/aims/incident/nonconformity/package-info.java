/** Nonconformities that came of incidents, as the audit service tells of them (clause 10.2). */
@NullMarked
package io.aims.incident.nonconformity;

import org.jspecify.annotations.NullMarked;
