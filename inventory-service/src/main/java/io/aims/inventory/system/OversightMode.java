package io.aims.inventory.system;

/** How people watch over a system (EU AI Act Art. 14). */
enum OversightMode {
  HUMAN_IN_THE_LOOP, HUMAN_ON_THE_LOOP, HUMAN_IN_COMMAND, NONE
}
