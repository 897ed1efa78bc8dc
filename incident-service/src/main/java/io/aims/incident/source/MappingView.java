package io.aims.incident.source;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.mapping.Rule;

/**
 * The mapping of a source as the API shows it.
 *
 * @param version of the source, which its mapping is a part of
 * @param shared whether rules count; false while the source is bound to one system, which keeps them
 * @param systemId what all its signals are about while rules do not count; absent when it is shared
 * @param rules in the order in which they are tried
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MappingView(UUID sourceId, int version, boolean shared, @Nullable UUID systemId, List<Rule> rules) {

  static MappingView of(HookSource source) {
    return new MappingView(source.id(), source.version(), source.systemId() == null, source.systemId(),
        source.mapping().rules());
  }
}
