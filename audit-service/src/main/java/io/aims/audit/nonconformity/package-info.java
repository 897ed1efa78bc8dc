/** Nonconformities: put right, traced to their cause, treated, and closed once someone else has seen the treatment work (clause 10.2). */
@NullMarked
package io.aims.audit.nonconformity;

import org.jspecify.annotations.NullMarked;
