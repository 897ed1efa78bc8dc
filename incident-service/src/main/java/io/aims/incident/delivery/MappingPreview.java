package io.aims.incident.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.mapping.Mapping;
import io.aims.incident.mapping.Placement;
import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.ModelEvent;
import io.aims.incident.signal.Profile;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.Signal;
import io.aims.incident.unmapped.PlacingFacts;
import io.aims.incident.unmapped.Question;

/** Gathers what the last deliveries of a source hold, to show what another mapping would make of it. */
final class MappingPreview {
  /** More different signals are not looked at. */
  static final int MOST = 1000;
  private static final Comparator<Line> CHANGED_FIRST = Comparator.comparing((Line line) -> !line.changes())
      .thenComparing(line -> line.then() != null);
  private final UUID tenant;
  private final UUID sourceId;
  private final Map<String, Found> found = new LinkedHashMap<>();
  private int deliveries;
  private int unreadable;
  private boolean cut;

  MappingPreview(UUID tenant, UUID sourceId) {
    this.tenant = tenant;
    this.sourceId = sourceId;
  }

  /** What was kept of a delivery. */
  record Kept(UUID id, Profile profile, Map<String, String> headers, byte[] body) {}

  private static final class Found {
    private Question question;
    private @Nullable Signal signal;
    private int seen;

    Found(Question question, @Nullable Signal signal) {
      this.question = question;
      this.signal = signal;
    }

    /** Deliveries come newest first; as in the queue, an end tells of a signal only when nothing better is known. */
    void see(Found other) {
      seen++;
      if (signal != null && !signal.firing() && other.signal != null && other.signal.firing()) {
        question = other.question;
        signal = other.signal;
      }
    }
  }

  /**
   * One signal, or one piece of a registry's news.
   *
   * @param signalKey absent for news
   * @param labels by which a rule could tell it
   * @param seen how many of the deliveries' statements are of it
   * @param now where it would go by the present mapping; absent when it would wait
   * @param then the same by the candidate
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Line(@Nullable String signalKey, @Nullable Kind kind, @Nullable Severity severity, @Nullable String systemRef,
      @Nullable String modelRef, Map<String, String> labels, int seen, @Nullable Placement now,
      @Nullable Placement then, boolean changes) {}

  /**
   * What a candidate would make of the last deliveries.
   *
   * @param deliveries that were read
   * @param unreadable those of them that nobody can read
   * @param complete false when they hold more different signals than are looked at
   * @param unmapped lines that would wait
   * @param changed lines that would go elsewhere than by the present mapping
   * @param lines those that change first, then those that would wait
   */
  record View(int deliveries, int unreadable, boolean complete, long unmapped, long changed, List<Line> lines) {}

  void add(Kept kept) {
    deliveries++;
    if (kept.profile().read(Headers.of(kept.headers()), kept.body()) instanceof Understood understood) {
      understood.signals().forEach(this::add);
      understood.modelEvents().forEach(this::add);
    } else {
      unreadable++;
    }
  }

  private void add(Signal signal) {
    var question = Question.of(tenant, sourceId, signal);
    add(question.key().hex(), new Found(question, signal));
  }

  private void add(ModelEvent event) {
    add("news of " + event.name(), new Found(Question.ofModel(sourceId, event.name()), null));
  }

  private void add(String key, Found candidate) {
    if (found.size() >= MOST && !found.containsKey(key)) {
      cut = true;
      return;
    }
    found.computeIfAbsent(key, any -> candidate).see(candidate);
  }

  List<Question> questions() {
    return found.values().stream().map(one -> one.question).toList();
  }

  View view(PlacingFacts facts, Mapping candidate) {
    var others = facts.with(sourceId, candidate);
    var lines = new ArrayList<>(found.values().stream().map(one -> line(one, facts, others)).toList());
    lines.sort(CHANGED_FIRST);
    return new View(deliveries, unreadable, !cut, lines.stream().filter(line -> line.then() == null).count(),
        lines.stream().filter(Line::changes).count(), List.copyOf(lines));
  }

  private static Line line(Found one, PlacingFacts facts, PlacingFacts others) {
    var now = facts.answer(one.question).orElse(null);
    var then = others.answer(one.question).orElse(null);
    var bearing = one.question.bearing();
    var key = one.question.key();
    return new Line(key == null ? null : key.hex(), one.signal == null ? null : one.signal.kind(),
        one.signal == null ? null : one.signal.severity(), bearing.systemRef(), bearing.modelRef(), bearing.labels(),
        one.seen, now, then, !Objects.equals(system(now), system(then)));
  }

  private static @Nullable UUID system(@Nullable Placement placement) {
    return placement == null ? null : placement.systemId();
  }
}
