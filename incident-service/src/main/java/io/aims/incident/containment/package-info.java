/** What stopped the harm of an incident, each time, and what that did to the system (A.6.2.6, A.8.4; AI Act Art. 73(6)). */
@NullMarked
package io.aims.incident.containment;

import org.jspecify.annotations.NullMarked;
