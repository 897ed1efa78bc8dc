/** Mails that the stack has taken, kept as files for who wants to read them. */
@NullMarked
package io.aims.local.mail;

import org.jspecify.annotations.NullMarked;
