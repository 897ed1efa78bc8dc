package io.aims.inventory.system;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.refusal.Refusal;

/** A place where a system runs: a Kubernetes workload, an endpoint, or an entry of a model registry. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RuntimePlace(
    BindingKind kind,
    @Nullable String cluster,
    @Nullable String namespace,
    @Nullable String workload,
    @Nullable String endpoint,
    @Nullable String modelName) {

  /** What tells this place from others of its kind. */
  String target() {
    return switch (kind) {
      case KUBERNETES_WORKLOAD ->
        joined("namespace and workload", Objects.requireNonNullElse(cluster, "default"), namespace, workload);
      case ENDPOINT -> joined("endpoint", endpoint);
      case REGISTERED_MODEL -> joined("modelName", modelName);
    };
  }

  private String joined(String needed, @Nullable String... parts) {
    if (Arrays.stream(parts).anyMatch(p -> p == null || p.isBlank())) {
      throw new Refusal.Invalid("kind", kind + " needs " + needed);
    }
    return Arrays.stream(parts).collect(Collectors.joining("/"));
  }
}
