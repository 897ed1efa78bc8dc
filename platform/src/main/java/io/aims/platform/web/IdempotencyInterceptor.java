package io.aims.platform.web;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.platform.identity.Caller;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Makes methods marked {@link Idempotent} so. */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_AFTER + 100)
class IdempotencyInterceptor {
  @Inject
  RoutingContext http;
  @Inject
  CurrentCaller current;
  @Inject
  Transactions transactions;
  @Inject
  IdempotencyKeys keys;
  @Inject
  ObjectMapper mapper;

  @AroundInvoke
  @SuppressWarnings("unchecked")
  Object once(InvocationContext call) throws Exception {
    var header = http.request().getHeader("Idempotency-Key");
    if (header == null) {
      return call.proceed();
    }
    return Uni.createFrom().deferred(() -> {
      var caller = current.get();
      var use = new IdempotencyKeys.Use(client(caller), http.request().method() + " " + http.normalizedPath(),
          key(header),
          fingerprint(call.getParameters()));
      return transactions.in(caller.tenant(), () -> keys.claim(caller.tenant(), use).chain(earlier -> {
        if (earlier != null) {
          return Uni.createFrom().item(earlier.replay(use));
        }
        return proceed(call).chain(answer -> keys.keep(caller.tenant(), use, answer));
      }));
    });
  }

  @SuppressWarnings("unchecked")
  private static Uni<Response> proceed(InvocationContext call) {
    try {
      return (Uni<Response>) call.proceed();
    } catch (Exception e) {
      return Uni.createFrom().failure(e);
    }
  }

  private static String client(Caller caller) {
    return caller.clientId() + " " + caller.subject();
  }

  /** The header is a structured-field string: quoted, printable. */
  private static String key(String header) {
    if (!header.strip().matches("\"[\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]{1,255}\"")) {
      throw new Refusal.Malformed("Idempotency-Key takes a string in double quotes of 1 to 255 printable characters.");
    }
    return header.strip();
  }

  private byte[] fingerprint(@Nullable Object[] parameters) {
    var content = new ArrayList<Object>();
    Arrays.stream(parameters)
        .filter(
            p -> p instanceof Record && !(p instanceof IfMatch) || p instanceof JsonNode || p instanceof CharSequence
                || p instanceof Number)
        .forEach(content::add);
    try {
      return java.security.MessageDigest.getInstance("SHA-256").digest(mapper.writeValueAsBytes(content));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
