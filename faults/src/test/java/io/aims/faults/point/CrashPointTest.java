package io.aims.faults.point;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.aims.local.engine.ServiceCatalogue;

class CrashPointTest {

  @Test
  void whoever_keeps_a_read_model_is_struck_while_it_takes_events_in() {
    assertThat(CrashPoint.all()).filteredOn(point -> point.name().endsWith("/after-commit-of-inbox"))
        .extracting(CrashPoint::service)
        .containsExactlyInAnyOrder(ServiceCatalogue.INVENTORY, ServiceCatalogue.RISK, ServiceCatalogue.INCIDENT,
            ServiceCatalogue.AUDIT);
  }
}
