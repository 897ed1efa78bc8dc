package io.aims.incident.notice;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;

import io.aims.platform.event.Aggregate;

/** One thing that a registry has told, once; what it was stands in its event. */
@Entity
class ModelNotice extends Aggregate {
  private UUID sourceId;
  private UUID systemId;
  private UUID deliveryId;

  protected ModelNotice() {}

  ModelNotice(UUID id, UUID tenant, ModelNotices.News news, Instant now) {
    super(id, tenant, now);
    this.sourceId = news.sourceId();
    this.systemId = news.systemId();
    this.deliveryId = news.deliveryId();
  }

  @Override
  protected String aggregateType() {
    return "model-notice";
  }
}
