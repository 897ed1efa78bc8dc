package io.aims.gateway.entry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.aims.gateway.Stage;
import io.aims.gateway.problem.Problem;
import io.aims.gateway.problem.Unavailable;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Turns what failed on the way into a problem; the caller learns nothing of our inside, the log learns everything. */
@ApplicationScoped
class Failures {
  private static final Logger LOG = Logger.getLogger(Failures.class);

  void install(@Observes Router router) {
    router.route().order(Stage.ANSWER - 1).failureHandler(failed -> problem(failed).send(failed));
  }

  private static Problem problem(RoutingContext failed) {
    return switch (failed.failure()) {
      case ForbiddenException e -> Problem.forbidden("Your roles do not allow this.");
      case UnauthorizedException e -> Problem.unauthenticated();
      case AuthenticationException e -> Problem.unauthenticated();
      case Unavailable e -> {
        LOG.warnf("Answered 503: %s", e.getMessage());
        yield Problem.notReady();
      }
      case null -> byStatus(failed.statusCode());
      default -> {
        if (failed.statusCode() < 500) {
          yield byStatus(failed.statusCode());
        }
        LOG.error("Unexpected failure", failed.failure());
        yield Problem.http(500, "Internal error", null);
      }
    };
  }

  private static Problem byStatus(int status) {
    return switch (status) {
      case 400 -> Problem.malformed("The request can't be read.");
      case 401 -> Problem.unauthenticated();
      case 403 -> Problem.forbidden("Your roles do not allow this.");
      case 404 -> Problem.notFound();
      default -> Problem.http(status, "Error", null);
    };
  }
}
