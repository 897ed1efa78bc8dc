package io.aims.incident.turn;

import java.util.concurrent.Executor;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/** Runs work that no request asked for: each piece on a Vert.x context of its own, as transactions need it. */
@ApplicationScoped
public class OwnContext implements Executor {
  private final Vertx vertx;

  OwnContext(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public void execute(Runnable work) {
    var context = VertxContext.createNewDuplicatedContext(((VertxInternal) vertx).createEventLoopContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(begin -> work.run());
  }
}
