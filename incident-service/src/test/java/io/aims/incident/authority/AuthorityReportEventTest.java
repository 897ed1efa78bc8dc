package io.aims.incident.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

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
  void events_keep_to_their_contract() {
    assertThat(EventContract.breaches(AuthorityReportEvent.class, events(),
        type -> type.getAnnotation(EventType.class).value(), json))
        .isEmpty();
  }

  static Stream<AuthorityReportEvent> events() {
    var now = Instant.parse("2026-11-26T10:00:00Z");
    var form = AuthorityReportTest.FORM;
    var report = AuthorityReportTest.begun(ReportKind.INITIAL, Map.of("reporter", "Acme"));
    return Stream.of(report.drafted(form), report.revise(form, Map.of(), Map.of(), UUID.randomUUID()),
        report.approve(form, 2, UUID.randomUUID(), now),
        report.submit(form, now, Submission.Channel.PORTAL, "MSA-1", UUID.randomUUID(), now),
        AuthorityReportTest.begun(ReportKind.INITIAL, Map.of()).withdraw());
  }
}
