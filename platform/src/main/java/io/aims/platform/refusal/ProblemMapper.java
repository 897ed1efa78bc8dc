package io.aims.platform.refusal;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;

/** The one place where a refusal, a broken request or a fault becomes an HTTP answer (RFC 9457). */
public class ProblemMapper {
  static final Problem UNAUTHENTICATED = Problem.of("unauthenticated", "Unauthorized", 401, null);
  static final Problem FORBIDDEN = Problem.of("forbidden", "Forbidden", 403, "Your roles do not allow this.");
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

  @ServerExceptionMapper
  public Response refused(Refusal refusal) {
    return answer(problem(refusal), refusal instanceof Refusal.NotReady later ? later.retryAfter() : null);
  }

  /** Exhaustive by construction: a new kind of refusal does not compile until it has its status here. */
  static Problem problem(Refusal refusal) {
    var why = refusal.getMessage();
    return switch (refusal) {
      case Refusal.NotFound r -> Problem.of("not-found", "Not found", 404, why);
      case Refusal.Invalid r -> Problem.of("invalid", "Invalid content", 422, why).with(r.violations());
      case Refusal.UnknownReference r -> Problem.of("unknown-reference", "Unknown reference", 422, why)
          .with(List.of(new Refusal.Violation(r.field(), "must refer to something that exists")));
      case Refusal.NotAllowedNow r -> Problem.of("not-allowed-now", "Not allowed in this state", 409, why)
          .with(r.state(), r.allowed());
      case Refusal.FourEyes r -> Problem.of("four-eyes", "Needs another person", 403, why);
      case Refusal.Forbidden r -> Problem.of("forbidden", "Forbidden", 403, why);
      case Refusal.Stale r -> Problem.of("stale", "Changed meanwhile", 412, why);
      case Refusal.ConditionMissing r -> Problem.of("condition-missing", "Condition missing", 428, why);
      case Refusal.Malformed r -> Problem.of("malformed", "Malformed request", 400, why);
      case Refusal.Taken r -> Problem.of("taken", "Already taken", 409, why);
      case Refusal.FailedAgain r -> Problem.of("failed-again", "Failed again", 409, why);
      case Refusal.KeyReused r -> Problem.of("idempotency-key-reused", "Idempotency-Key reused", 422, why);
      case Refusal.NotReady r -> Problem.of("not-ready", "Try again shortly", 503, why);
    };
  }

  @ServerExceptionMapper
  public Response invalid(ConstraintViolationException e) {
    var violations = e.getConstraintViolations()
        .stream()
        .map(v -> new Refusal.Violation(field(v), v.getMessage()))
        .sorted(java.util.Comparator.comparing(Refusal.Violation::field))
        .toList();
    return answer(problem(new Refusal.Invalid(violations)), null);
  }

  /** Drops the method and parameter names, which are ours and not the caller's. */
  private static String field(ConstraintViolation<?> violation) {
    return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
        .skip(2)
        .map(Path.Node::toString)
        .collect(Collectors.joining("."));
  }

  /** Names the subclass for which Quarkus has a mapper of its own, which would win otherwise. */
  @ServerExceptionMapper({JacksonException.class, MismatchedInputException.class})
  public Response unreadable(JacksonException e) {
    return answer(Problem.of("malformed", "Malformed request", 400, reason(e)), null);
  }

  /** Says where and what, and never which class: Jackson's own messages name ours. */
  private static String reason(JacksonException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "Unknown property '" + path(unknown) + "'.";
    }
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return "The value of '" + path(mapping) + "' has the wrong type or form.";
    }
    var at = e.getLocation();
    return at == null || at.getLineNr() < 1
        ? "The body is not the JSON this resource takes."
        : "The body is not the JSON this resource takes (line %d, column %d).".formatted(at.getLineNr(),
            at.getColumnNr());
  }

  private static String path(JsonMappingException e) {
    return e.getPath()
        .stream()
        .map(ref -> ref.getFieldName() == null ? "[" + ref.getIndex() + "]" : ref.getFieldName())
        .collect(Collectors.joining("."));
  }

  /** Path ids are taken as text, so a parameter that can't be converted is always one of the query. */
  @ServerExceptionMapper
  public Response web(WebApplicationException e) {
    if (e.getCause() instanceof JacksonException unreadable) {
      return unreadable(unreadable);
    }
    if (e instanceof NotFoundException && e.getCause() != null) {
      return answer(problem(new Refusal.Malformed("A query parameter has the wrong form.")), null);
    }
    var status = e.getResponse().getStatus();
    if (status < 400) {
      return e.getResponse();
    }
    var problem = Problem.of("http-" + status, e.getResponse().getStatusInfo().getReasonPhrase(), status, null);
    var answer = Response.fromResponse(answer(problem, null));
    var allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
    return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class,
      AuthenticationCompletionException.class})
  public Response unauthenticated(Exception e) {
    return Response.fromResponse(answer(UNAUTHENTICATED, null))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }

  @ServerExceptionMapper
  public Response forbidden(ForbiddenException e) {
    return answer(FORBIDDEN, null);
  }

  /** What nobody expected: the caller learns nothing of our inside, the log learns everything. */
  @ServerExceptionMapper
  public Response fault(Exception e) {
    if (Faults.transientFault(e)) {
      LOG.warnf("Answered 503: %s", Faults.summary(e));
      return answer(Problem.of("not-ready", "Try again shortly", 503, "A part we depend on is not available."),
          Duration.ofSeconds(2));
    }
    LOG.error("Unexpected failure", e);
    return answer(Problem.of("internal", "Internal error", 500, null), null);
  }

  private static Response answer(Problem problem, @org.jspecify.annotations.Nullable Duration retryAfter) {
    var answer = Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    return (retryAfter == null ? answer : answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds())))
        .build();
  }
}
