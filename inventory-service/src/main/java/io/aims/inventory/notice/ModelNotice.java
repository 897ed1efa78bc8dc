package io.aims.inventory.notice;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.inbox.ReceivedEvent;

/** A projection of one notice: the word of a registry, and nothing that was decided here. */
@Entity
@Immutable
class ModelNotice {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID systemId;
  private UUID sourceId;
  private String profile;
  private String subject;
  private String name;
  private @Nullable String modelVersion;
  private String action;
  private String aspect;
  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> facts;
  private @Nullable Instant happenedAt;
  private Instant receivedAt;

  protected ModelNotice() {}

  ModelNotice(ReceivedEvent event, IncidentFeed.Received notice) {
    this.id = event.aggregateId();
    this.tenant = event.tenant();
    this.systemId = notice.systemId();
    this.sourceId = notice.sourceId();
    this.profile = notice.profile();
    this.subject = notice.subject();
    this.name = notice.name();
    this.modelVersion = notice.version();
    this.action = notice.action();
    this.aspect = notice.aspect();
    this.facts = notice.facts();
    this.happenedAt = notice.at();
    this.receivedAt = event.time();
  }

  UUID systemId() {
    return systemId;
  }

  /**
   * As the API shows it.
   *
   * @param modelVersion as the registry counts; null when it names none
   * @param happenedAt as the registry says
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(UUID id, UUID sourceId, String profile, String subject, String name, @Nullable String modelVersion,
      String action, String aspect, Map<String, String> facts, @Nullable Instant happenedAt, Instant receivedAt) {}
}
