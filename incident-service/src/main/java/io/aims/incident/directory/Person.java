package io.aims.incident.directory;

/** Somebody who can be told by mail. */
public record Person(String name, String mail) {}
