/** What is to be done for an incident, by whom and until when (clause 10.2; A.6.2.6). */
@NullMarked
package io.aims.incident.task;

import org.jspecify.annotations.NullMarked;
