package io.aims.platform.relay;

import io.aims.platform.stream.StreamHead;

/** An event that has just been given its place, and the head of its stream that it makes. */
record Numbered(Waiting event, Place place, StreamHead head) {}
