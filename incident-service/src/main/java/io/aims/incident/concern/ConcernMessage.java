package io.aims.incident.concern;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

/** One thing that a reporter and the handlers have said to each other; written once. */
@Entity
@Table(name = "concern_message")
class ConcernMessage {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID concernId;
  private int number;
  @Enumerated(EnumType.STRING)
  private Author author;
  private @Nullable UUID authorId;
  private boolean feedback;
  private String text;
  private Instant at;

  /** Which of the two sides. */
  enum Author {
    REPORTER, HANDLER
  }

  protected ConcernMessage() {}

  private ConcernMessage(UUID id, Concern concern, Author author, @Nullable UUID authorId, boolean feedback,
      String text, Instant at) {
    this.id = id;
    this.tenant = concern.tenant();
    this.concernId = concern.id();
    this.number = concern.messages();
    this.author = author;
    this.authorId = authorId;
    this.feedback = feedback;
    this.text = text;
    this.at = at;
  }

  /** What a handler said, as the concern's latest message. */
  static ConcernMessage ofHandler(UUID id, Concern concern, UUID handler, boolean feedback, String text, Instant now) {
    return new ConcernMessage(id, concern, Author.HANDLER, handler, feedback, text, now);
  }

  /** What the reporter said; of when, the day is kept. */
  static ConcernMessage ofReporter(UUID id, Concern concern, String text, Instant now) {
    return new ConcernMessage(id, concern, Author.REPORTER, null, false, text, now.truncatedTo(ChronoUnit.DAYS));
  }
}
