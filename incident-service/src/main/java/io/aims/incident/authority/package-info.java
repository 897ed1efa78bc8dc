/**
 * Reports to authorities: drafted from what is known, completed by people, approved by somebody else, and on record once
 * handed in (EU AI Act Art. 73(5), A.8.3).
 */
@NullMarked
package io.aims.incident.authority;

import org.jspecify.annotations.NullMarked;
