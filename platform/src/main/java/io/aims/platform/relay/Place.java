package io.aims.platform.relay;

/** Where an event stands in its stream: counted from 1 without a gap, and in which epoch of the database it was recorded. */
record Place(long seq, int epoch) {}
