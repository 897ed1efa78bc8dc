package io.aims.incident.source;

import java.util.List;
import java.util.UUID;

import io.aims.incident.mapping.Rule;

/**
 * The mapping of a source as the API shows it.
 *
 * @param version of the source, which its mapping is a part of
 * @param shared whether rules count; false when the source is bound to one system
 * @param rules in the order in which they are tried
 */
record MappingView(UUID sourceId, int version, boolean shared, List<Rule> rules) {

  static MappingView of(HookSource source) {
    return new MappingView(source.id(), source.version(), source.systemId() == null, source.mapping().rules());
  }
}
