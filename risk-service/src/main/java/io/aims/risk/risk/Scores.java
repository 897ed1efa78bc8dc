package io.aims.risk.risk;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.risk.criteria.CriteriaInForce;
import io.aims.risk.criteria.Level;

/** The latest score of each kind. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Scores(@Nullable Score inherent, @Nullable Score current, @Nullable Score residual) {
  static final Scores NONE = new Scores(null, null, null);

  /** Before any treatment, as things are, and after the planned treatment. */
  @Schema(name = "ScoreKind")
  public enum Kind {
    INHERENT, CURRENT, RESIDUAL
  }

  /** A judgement, and the level it had under the criteria that were in force. */
  public record Score(int likelihood, int consequence, Level level, int criteriaRevision, String scoredBy,
      @JsonFormat(shape = JsonFormat.Shape.STRING) Instant scoredAt) {
    static Score of(int likelihood, int consequence, CriteriaInForce criteria, String scoredBy, Instant now) {
      return new Score(likelihood, consequence, criteria.content().level(likelihood, consequence), criteria.revision(),
          scoredBy, now);
    }
  }

  Scores with(Kind kind, Score score) {
    return switch (kind) {
      case INHERENT -> new Scores(score, current, residual);
      case CURRENT -> new Scores(inherent, score, residual);
      case RESIDUAL -> new Scores(inherent, current, score);
    };
  }
}
