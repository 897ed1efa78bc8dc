package io.aims.incident.signal;

/** Whether what a monitor watches is out of bounds, or back within them. */
public enum SignalStatus {
  FIRING, RESOLVED
}
