package io.aims.incident.opening;

/** How narrow a rule is, narrowest first; the narrowest one counts. */
public enum Scope {
  SOURCE_AND_KIND, SOURCE, ORGANISATION_AND_KIND, ORGANISATION
}
