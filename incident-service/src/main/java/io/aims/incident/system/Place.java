package io.aims.incident.system;

import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Where a system runs, as the inventory's {@code runtime-bound} says. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Place(
    UUID bindingId,
    String kind,
    @Nullable String cluster,
    @Nullable String namespace,
    @Nullable String workload,
    @Nullable String endpoint,
    @Nullable String modelName) {

  /** The names that a monitor may use for what runs here. */
  Stream<String> names() {
    var qualified = namespace == null || workload == null ? null : namespace + "/" + workload;
    return Stream.of(workload, qualified, endpoint, modelName).filter(Objects::nonNull);
  }
}
