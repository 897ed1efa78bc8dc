package io.aims.incident.hooks;

import static io.aims.incident.Acme.count;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.aims.incident.Acme;
import io.aims.incident.signal.GivenSamples;
import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Profile;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Handshake;
import io.aims.incident.signal.Reading.Ignored;
import io.aims.incident.signal.Reading.Quarantined;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Samples;
import io.aims.incident.signal.Samples.Sample;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.answer.Answer;
import io.aims.incident.signal.answer.Outcome;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Every recorded delivery goes through the door of its profile as its vendor would send it, signature included; those of a
 * folder that {@code AIMS_HOOK_SAMPLES} names as well.
 */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
@QuarkusTestResource(Clouds.class)
class RecordedDeliveriesTest {
  private static UUID system;

  static Stream<Sample> samples() {
    var own = Samples.own().all().stream();
    var given = GivenSamples.given() ? new Samples(Path.of(GivenSamples.folder())).all().stream() : Stream.<Sample>of();
    return Stream.concat(own, given).filter(Sample::delivered);
  }

  @Test
  void each_profile_has_a_recording() {
    assertThat(samples().map(Sample::profile)).contains(Profile.values());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_recorded_delivery_is_answered_and_kept_as_it_reads(Sample sample) {
    var sender = Sender.of(sample.profile(), system());
    var delivery = sender.signed(sample.headers().byName(), sample.body());
    var reading = sample.profile().read(Headers.of(delivery.headers()), delivery.body());
    alike(reading, sample.read());

    var answer = sender.send(delivery);

    answer.statusCode(Answer.to(sample.profile(), outcome(reading)).status());
    switch (reading) {
      case Understood understood -> took(sender.source(), understood);
      case Quarantined quarantined -> assertThat(deliveries(sender, "state = 'QUARANTINED' and cause = '"
          + quarantined.why() + "'")).isOne();
      case Handshake handshake -> assertThat(answer.extract().asString())
          .isEqualTo(handshake.answer() == null ? "" : handshake.answer());
      case Ignored _,Rejected _ -> assertThat(deliveries(sender, "true")).isZero();
    }
  }

  /** Signing may put another topic into the delivery, from which another name is read, but nothing else. */
  private static void alike(Reading sent, Reading recorded) {
    assertThat(sent).hasSameClassAs(recorded);
    if (sent instanceof Understood some && recorded instanceof Understood others) {
      assertThat(some.signals()).usingRecursiveFieldByFieldElementComparatorIgnoringFields("upstreamKey", "identity")
          .isEqualTo(others.signals());
      assertThat(some.modelEvents()).hasSameSizeAs(others.modelEvents());
    } else if (sent instanceof Quarantined || sent instanceof Ignored || sent instanceof Rejected) {
      assertThat(sent).isEqualTo(recorded);
    }
  }

  private static void took(String source, Understood understood) {
    var signals = understood.signals();
    Acme.settled(source);
    assertThat(count("select count(*) from model_notice where source_id = '%s'", source))
        .isEqualTo(understood.modelEvents().size());
    assertThat(count("select count(*) from delivery where source_id = '%s' and state = 'PROCESSED' and signals = %d",
        source, signals.size())).isOne();
    var firing = signals.stream()
        .filter(Signal::firing)
        .collect(Collectors.groupingBy(signal -> signal.key(TestRealm.ACME, UUID.fromString(source)).hex()));
    firing.forEach((key, alike) -> assertThat(count("""
        select coalesce(sum(s.firing), 0) from signal s join incident i on i.tenant = s.tenant and i.id = s.incident_id
        where s.source_id = '%s' and s.signal_key = '%s' and i.kind = '%s'""", source, key, alike.getFirst().kind()))
        .as("%s", alike)
        .isEqualTo(alike.size()));
  }

  private static long deliveries(Sender sender, String where) {
    return count("select count(*) from delivery where source_id = '" + sender.source() + "' and " + where);
  }

  private static Outcome outcome(Reading reading) {
    return switch (reading) {
      case Understood _ -> Outcome.ACCEPTED;
      case Ignored _ -> Outcome.IGNORED;
      case Handshake _ -> Outcome.HANDSHAKE;
      case Quarantined _ -> Outcome.QUARANTINED;
      case Rejected _ -> Outcome.REJECTED;
    };
  }

  private static synchronized UUID system() {
    if (system == null) {
      system = Acme.system();
    }
    return system;
  }
}
