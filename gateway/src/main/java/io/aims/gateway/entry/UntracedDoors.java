package io.aims.gateway.entry;

import java.util.Collection;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.quarkus.opentelemetry.runtime.propagation.TextMapPropagatorCustomizer;
import io.vertx.core.spi.observability.HttpRequest;

/**
 * Forgets the trace that a caller brings along to whatever has to do with concerns: its id would stand beside each line
 * that is logged meanwhile, and lead to a person.
 */
@ApplicationScoped
class UntracedDoors implements TextMapPropagatorCustomizer {

  @Override
  public TextMapPropagator customize(Context context) {
    return new Forgetful(context.propagator());
  }

  private static boolean isConfidential(@Nullable Object carrier) {
    return carrier instanceof HttpRequest request
        && (request.uri().startsWith("/v1/organisations/") || request.uri().startsWith("/v1/concerns"));
  }

  private record Forgetful(TextMapPropagator propagator) implements TextMapPropagator {
    @Override
    public Collection<String> fields() {
      return propagator.fields();
    }

    @Override
    public <C> void inject(io.opentelemetry.context.Context context, @Nullable C carrier, TextMapSetter<C> setter) {
      propagator.inject(context, carrier, setter);
    }

    @Override
    public <C> io.opentelemetry.context.Context extract(io.opentelemetry.context.Context context, @Nullable C carrier,
        TextMapGetter<C> getter) {
      return isConfidential(carrier) ? context : propagator.extract(context, carrier, getter);
    }
  }
}
