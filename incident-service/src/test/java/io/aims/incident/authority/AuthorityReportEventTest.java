package io.aims.incident.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.contracts.Contracts;
import io.aims.incident.duty.ReportKind;
import io.aims.platform.event.EventType;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class AuthorityReportEventTest {
  @Inject
  ObjectMapper json;

  @Test
  void each_event_keeps_to_its_published_schema() {
    assertThat(events()).allSatisfy(
        event -> assertThat(EventContract.violations(type(event.getClass()), event, json)).as(event.toString())
            .isEmpty());
  }

  @Test
  void no_event_is_left_out() {
    assertThat(events().map(Object::getClass).collect(Collectors.<Class<?>>toSet()))
        .containsExactlyInAnyOrder(AuthorityReportEvent.class.getPermittedSubclasses());
  }

  @Test
  void each_published_example_is_valid() throws Exception {
    for (var permitted : AuthorityReportEvent.class.getPermittedSubclasses()) {
      assertThat(EventContract.violations(json.readTree(Contracts.example(type(permitted))))).as(type(permitted))
          .isEmpty();
    }
  }

  static Stream<AuthorityReportEvent> events() {
    var now = Instant.parse("2026-11-26T10:00:00Z");
    var form = AuthorityReportTest.FORM;
    var report = AuthorityReportTest.begun(ReportKind.INITIAL, Map.of("reporter", "Acme"));
    return Stream.of(report.drafted(form), report.revise(form, Map.of(), Map.of(), UUID.randomUUID()),
        report.approve(form, 2, UUID.randomUUID(), now),
        report.submit(form, now, Submission.Channel.PORTAL, "MSA-1", UUID.randomUUID(), now));
  }

  private static String type(Class<?> event) {
    return event.getAnnotation(EventType.class).value();
  }
}
