/** What has to be fetched from clouds so that their senders can be verified: certificates, keys, confirmations. */
@NullMarked
package io.aims.incident.provider;

import org.jspecify.annotations.NullMarked;
