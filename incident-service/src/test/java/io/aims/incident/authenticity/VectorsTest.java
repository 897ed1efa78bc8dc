package io.aims.incident.authenticity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.aims.incident.authenticity.Vectors.Vector;
import io.aims.incident.authenticity.Verdict.Genuine;
import io.aims.incident.signal.Headers;

class VectorsTest {

  @Test
  void every_way_to_sign_has_a_vector() {
    assertThat(vectors()).hasSize(7);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void a_right_signature_is_genuine_and_bounds_its_replay(Vector vector) {
    var verdict = vector.verify();

    assertThat(verdict).isInstanceOfSatisfying(Genuine.class, genuine -> {
      if (vector.timed()) {
        assertThat(genuine.replay().until()).isEqualTo(vector.now().plus(Age.TOLERANCE));
      } else {
        assertThat(genuine.replay()).isNull();
      }
    });
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void any_other_byte_is_another_body(Vector vector) {
    var longer = Arrays.copyOf(vector.body(), vector.body().length + 1);
    longer[vector.body().length] = ' ';

    assertThat(vector.scheme().verify(vector.headers(), longer, vector.now()))
        .isEqualTo(Verdict.doubtful(Doubt.SIGNATURE_WRONG));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void five_minutes_are_not_too_old_or_early_and_a_second_more_is(Vector vector) {
    for (var seconds : List.of(-300L, 300L)) {
      assertThat(vector.scheme().verify(vector.headers(), vector.body(), vector.now().plusSeconds(seconds)))
          .isInstanceOf(Genuine.class);
    }
    if (vector.timed()) {
      assertThat(vector.scheme().verify(vector.headers(), vector.body(), vector.now().plusSeconds(301)))
          .isEqualTo(Verdict.doubtful(Doubt.TIMESTAMP_OLD));
      assertThat(vector.scheme().verify(vector.headers(), vector.body(), vector.now().minusSeconds(301)))
          .isEqualTo(Verdict.doubtful(Doubt.TIMESTAMP_AHEAD));
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void without_each_of_its_headers_it_is_refused_by_name(Vector vector) {
    for (var header : vector.headers().byName().keySet()) {
      var fewer = new TreeMap<>(vector.headers().byName());
      fewer.remove(header);

      assertThat(vector.scheme().verify(Headers.of(fewer), vector.body(), vector.now())).isIn(
          Verdict.doubtful(Doubt.SIGNATURE_MISSING), Verdict.doubtful(Doubt.TIMESTAMP_MISSING),
          Verdict.doubtful(Doubt.DELIVERY_ID_MISSING));
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void the_signed_headers_can_not_be_exchanged(Vector vector) {
    for (var header : List.of("webhook-id", "x-mlflow-delivery-id")) {
      if (vector.headers().get(header) != null) {
        var other = new TreeMap<>(vector.headers().byName());
        other.put(header, "another");

        assertThat(vector.scheme().verify(Headers.of(other), vector.body(), vector.now()))
            .isEqualTo(Verdict.doubtful(Doubt.SIGNATURE_WRONG));
      }
    }
  }

  private static List<Vector> vectors() {
    return Vectors.own();
  }
}
