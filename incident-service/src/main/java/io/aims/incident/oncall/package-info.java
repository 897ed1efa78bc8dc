/**
 * Who is on call for a system at a moment, and who stands in: rotas of the organisation, as data (clause 9.1; A.3.2,
 * A.8.4).
 */
@NullMarked
package io.aims.incident.oncall;

import org.jspecify.annotations.NullMarked;
