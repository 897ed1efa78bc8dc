package io.aims.incident.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.incident.signal.ModelEvent;
import io.aims.incident.signal.ModelEvent.Action;
import io.aims.incident.signal.ModelEvent.Subject;
import io.aims.incident.signal.Profile;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class ModelNoticeEventTest {
  private static final String TYPE = "aims.incident.model-notice.received.v1";
  @Inject
  ObjectMapper json;

  @ParameterizedTest
  @EnumSource(Profile.class)
  void news_of_each_profile_keep_to_the_published_schema(Profile profile) {
    for (var subject : Subject.values()) {
      for (var action : Action.values()) {
        assertThat(violations(profile, new ModelEvent(subject, "loan", "8", action, "tag",
            new TreeMap<>(Map.of("key", "stage")), Instant.EPOCH))).isEmpty();
        assertThat(violations(profile, new ModelEvent(subject, "loan", null, action, "tag", new TreeMap<>(), null)))
            .isEmpty();
      }
    }
  }

  private java.util.List<String> violations(Profile profile, ModelEvent event) {
    var news = new ModelNotices.News(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), profile, event);
    return EventContract.violations(TYPE, ModelNoticeEvent.Received.of(news), json);
  }
}
