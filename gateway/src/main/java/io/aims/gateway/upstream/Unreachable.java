package io.aims.gateway.upstream;

import io.aims.gateway.routing.Service;

/** No connection to a service could be made: it has not seen the request. */
public final class Unreachable extends RuntimeException {

  Unreachable(Service service, Throwable cause) {
    super(service + ": " + cause.getMessage(), cause, false, false);
  }
}
