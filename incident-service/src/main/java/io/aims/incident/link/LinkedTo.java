package io.aims.incident.link;

/** What kind of thing an incident is linked to. */
public enum LinkedTo {
  RISK, CONTROL, SUPPLIER
}
