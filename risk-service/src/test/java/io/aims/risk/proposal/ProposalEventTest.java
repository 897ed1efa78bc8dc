package io.aims.risk.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.platform.event.EventType;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** Holds the events against their published schemas, as the service's own mapper writes them. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class ProposalEventTest {
  @Inject
  ObjectMapper mapper;

  @Test
  void events_keep_to_their_contract() {
    assertThat(EventContract.breaches(ProposalEvent.class, ProposalTest.events(),
        type -> type.getAnnotation(EventType.class).value(), mapper))
        .isEmpty();
  }
}
