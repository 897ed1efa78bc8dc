package io.aims.gateway.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what fails in the gateway's own resources into a problem. */
class ProblemMapper {
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

  @ServerExceptionMapper
  public Response web(WebApplicationException refused) {
    var status = refused.getResponse().getStatusInfo();
    var problem = status.getStatusCode() == 404
        ? Problem.notFound()
        : Problem.http(status.getStatusCode(), status.getReasonPhrase(), null);
    var answer = answer(problem);
    var allow = refused.getResponse().getHeaderString(HttpHeaders.ALLOW);
    return allow == null ? answer : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
  }

  @ServerExceptionMapper
  public Response unavailable(Unavailable failure) {
    LOG.warnf("Answered 503: %s", failure.getMessage());
    return answer(Problem.notReady());
  }

  @ServerExceptionMapper
  public Response unexpected(Exception failure) {
    LOG.error("Unexpected failure", failure);
    return answer(Problem.http(500, "Internal error", null));
  }

  private static Response answer(Problem problem) {
    var answer = Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    return problem.retryAfter() == null
        ? answer.build()
        : answer.header(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds()).build();
  }
}
