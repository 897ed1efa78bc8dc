package io.aims.audit.completeness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The ledger against the streams of the services, as the API shows it.
 *
 * @param complete there are streams, and every one of them is {@code COMPLETE}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CompletenessView(Instant at, boolean complete, List<Stream> streams) {

  /**
   * One service's stream; one that is {@code UNSIGNED} has no more than its name.
   *
   * @param claimed how many events the service has signed for, {@code digest} (base64) over them, and when
   * @param held how many of the first ones the ledger holds without a gap
   * @param firstMissing the first number that is not there
   * @param note the signed note that says so, and {@code contradictingNote} the one that says something else
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Stream(String service, StreamState state, @Nullable Long claimed, @Nullable String digest,
      @Nullable Integer epoch, @Nullable Instant claimedAt, @Nullable Long held, @Nullable Long firstMissing,
      @Nullable Instant behindSince, @Nullable String contradiction, @Nullable String note,
      @Nullable String contradictingNote) {

    static Stream unsigned(String service) {
      return new Stream(service, StreamState.UNSIGNED, null, null, null, null, null, null, null, null, null, null);
    }

    static Stream of(StreamRow row, Instant now, Duration patience) {
      var behind = row.held().size() < row.claimed().size() && row.behindSince() != null;
      return new Stream(row.service(), row.state(now, patience), row.claimed().size(),
          Base64.getEncoder().encodeToString(row.claimed().digest()), row.epoch(), row.claimedAt(), row.held().size(),
          behind ? row.held().size() + 1 : null, behind ? row.behindSince() : null, row.contradiction(), row.note(),
          row.contradictingNote());
    }
  }

  static CompletenessView of(List<StreamRow> rows, List<String> sources, Instant now, Duration patience) {
    var streams = new ArrayList<>(rows.stream().map(row -> Stream.of(row, now, patience)).toList());
    sources.stream()
        .filter(source -> rows.stream().noneMatch(row -> row.service().equals(source)))
        .map(Stream::unsigned)
        .forEach(streams::add);
    streams.sort(Comparator.comparing(Stream::service));
    return new CompletenessView(now,
        !streams.isEmpty() && streams.stream().allMatch(stream -> stream.state() == StreamState.COMPLETE), streams);
  }
}
