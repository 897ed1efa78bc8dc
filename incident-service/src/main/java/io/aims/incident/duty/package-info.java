/**
 * Who has to tell whom of what, and by when: duties of law, codes and contracts as versioned rules over typed facts (EU
 * AI Act Art. 26(5) and 73, GDPR Art. 33, NIS2 Art. 23, code of practice for general-purpose AI models).
 */
@NullMarked
package io.aims.incident.duty;

import org.jspecify.annotations.NullMarked;
