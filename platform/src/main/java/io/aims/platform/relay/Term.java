package io.aims.platform.relay;

import java.util.UUID;

/** One holder's turn at the lease; its number is higher than that of every holder before. */
record Term(UUID holder, long number) {}
