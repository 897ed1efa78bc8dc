package io.aims.platform.web;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.platform.event.SeenVersions;
import io.aims.platform.refusal.Refusal;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** The used keys and their answers, kept for 24 hours per organisation, client and route. */
@ApplicationScoped
class IdempotencyKeys {
  /** Also to be said when the answer is given again. */
  private static final String SHOWN = "Aims-Version";
  private final ObjectMapper mapper;
  private final String service;

  IdempotencyKeys(ObjectMapper mapper, @ConfigProperty(name = "quarkus.application.name") String service) {
    this.mapper = mapper;
    this.service = service;
  }

  /** One use of a key: by whom, where, and a digest of what was asked. */
  record Use(String client, String route, String key, byte[] fingerprint) {}

  /** The answer that a key has got before. */
  record Earlier(byte[] fingerprint, int status, Map<String, String> headers, String body) {
    Response replay(Use use) {
      if (!Arrays.equals(fingerprint, use.fingerprint())) {
        throw new Refusal.KeyReused();
      }
      var answer = Response.status(status).type(MediaType.APPLICATION_JSON).entity(body);
      headers.forEach(answer::header);
      return answer.build();
    }
  }

  /** Claims the key for this transaction; null when it is new. A concurrent claim waits here until the first one commits. */
  Uni<@Nullable Earlier> claim(UUID tenant, Use use) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            insert into idempotency_key (tenant, client, route, key, fingerprint) values (?1, ?2, ?3, ?4, ?5)
            on conflict do nothing""")
            .setParameter(1, tenant)
            .setParameter(2, use.client())
            .setParameter(3, use.route())
            .setParameter(4, use.key())
            .setParameter(5, use.fingerprint())
            .executeUpdate()
            .chain(claimed -> claimed == 1
                ? Uni.createFrom().nullItem()
                : session.createNativeQuery("""
                    select fingerprint, status, headers, body from idempotency_key
                    where tenant = ?1 and client = ?2 and route = ?3 and key = ?4""", Tuple.class)
                    .setParameter(1, tenant)
                    .setParameter(2, use.client())
                    .setParameter(3, use.route())
                    .setParameter(4, use.key())
                    .getSingleResult()
                    .map(this::earlier)));
  }

  /** Keeps the answer with the key, in the transaction of the effect. */
  Uni<Response> keep(UUID tenant, Use use, Response answer) {
    var headers = new LinkedHashMap<String, String>();
    for (var name : new String[]{HttpHeaders.LOCATION, HttpHeaders.ETAG}) {
      if (answer.getHeaderString(name) != null) {
        headers.put(name, answer.getHeaderString(name));
      }
    }
    var shown = SeenVersions.text(service);
    if (!shown.isEmpty()) {
      headers.put(SHOWN, shown);
    }
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            update idempotency_key set status = ?1, headers = ?2, body = ?3
            where tenant = ?4 and client = ?5 and route = ?6 and key = ?7""")
            .setParameter(1, answer.getStatus())
            .setParameter(2, json(headers))
            .setParameter(3, json(answer.getEntity()))
            .setParameter(4, tenant)
            .setParameter(5, use.client())
            .setParameter(6, use.route())
            .setParameter(7, use.key())
            .executeUpdate())
        .replaceWith(answer);
  }

  @SuppressWarnings("unchecked")
  private Earlier earlier(Tuple row) {
    try {
      return new Earlier((byte[]) row.get(0), (Integer) row.get(1), mapper.readValue((String) row.get(2), Map.class),
          (String) row.get(3));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String json(@Nullable Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
