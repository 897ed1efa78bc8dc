/** How bad an incident is: judged from harm and reach by a matrix that is versioned data (clause 9.1; A.5.2, A.6.2.6). */
@NullMarked
package io.aims.incident.severity;

import org.jspecify.annotations.NullMarked;
