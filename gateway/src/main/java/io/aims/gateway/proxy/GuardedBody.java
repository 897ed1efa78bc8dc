package io.aims.gateway.proxy;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/**
 * A request body that ends in failure when it grows too long or takes too long; nobody has to announce a length, and a
 * trickle would hold a connection to the service for hours.
 */
final class GuardedBody implements ReadStream<Buffer> {
  /** Why a body was given up. */
  enum Fault {
    TOO_LARGE, TOO_SLOW
  }

  private final Vertx vertx;
  private final ReadStream<Buffer> body;
  private final long limit;
  private final long timer;
  private long seen;
  private @Nullable Fault fault;
  private @Nullable Handler<Throwable> failed;

  GuardedBody(Vertx vertx, ReadStream<Buffer> body, long limit, Duration time) {
    this.vertx = vertx;
    this.body = body;
    this.limit = limit;
    this.timer = vertx.setTimer(time.toMillis(), late -> giveUp(Fault.TOO_SLOW));
  }

  /** Why the body was given up; null while it was not. */
  @Nullable
  Fault fault() {
    return fault;
  }

  /** To be called when nobody waits for the body any more. */
  void release() {
    vertx.cancelTimer(timer);
  }

  private void giveUp(Fault reason) {
    if (fault == null) {
      fault = reason;
      release();
      if (failed != null) {
        failed.handle(new IllegalStateException("The body is " + reason));
      }
    }
  }

  @Override
  public ReadStream<Buffer> handler(@Nullable Handler<Buffer> next) {
    body.handler(next == null ? null : part -> {
      seen += part.length();
      if (seen > limit) {
        giveUp(Fault.TOO_LARGE);
      } else if (fault == null) {
        next.handle(part);
      }
    });
    return this;
  }

  @Override
  public ReadStream<Buffer> endHandler(@Nullable Handler<Void> next) {
    body.endHandler(next == null ? null : end -> {
      release();
      if (fault == null) {
        next.handle(end);
      }
    });
    return this;
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> next) {
    failed = next;
    body.exceptionHandler(next);
    return this;
  }

  @Override
  public ReadStream<Buffer> pause() {
    body.pause();
    return this;
  }

  @Override
  public ReadStream<Buffer> resume() {
    body.resume();
    return this;
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    body.fetch(amount);
    return this;
  }
}
