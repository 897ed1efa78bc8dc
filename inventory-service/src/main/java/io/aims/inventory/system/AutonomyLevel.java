package io.aims.inventory.system;

/** How far a system decides by itself. */
enum AutonomyLevel {
  ASSISTIVE, SUPERVISED, CONDITIONAL, FULL
}
