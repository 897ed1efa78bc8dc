package io.aims.incident.incident;

/** Who does what in the response: commands it, speaks for it, writes it down. */
enum ResponseRole {
  COMMANDER, LIAISON, SCRIBE
}
