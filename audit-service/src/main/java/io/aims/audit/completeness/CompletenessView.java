package io.aims.audit.completeness;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The ledger against the streams of the services, as the API shows it.
 *
 * @param complete every stream is {@code COMPLETE}; a service that has never signed for anything is not listed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CompletenessView(Instant at, boolean complete, List<Stream> streams) {

  /**
   * One service's stream.
   *
   * @param claimed how many events the service has signed for, {@code digest} (base64) over them, and when
   * @param held how many of the first ones the ledger holds without a gap
   * @param firstMissing the first number that is not there
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Stream(String service, StreamState state, long claimed, String digest, int epoch, Instant claimedAt, long held,
      @Nullable Long firstMissing, @Nullable Instant behindSince, @Nullable String contradiction) {

    static Stream of(StreamRow row, Instant now, Duration patience) {
      var behind = row.held().size() < row.claimed().size();
      return new Stream(row.service(), row.state(now, patience), row.claimed().size(),
          Base64.getEncoder().encodeToString(row.claimed().digest()), row.epoch(), row.claimedAt(),
          Math.min(row.held().size(), row.claimed().size()), behind ? row.held().size() + 1 : null,
          behind ? row.behindSince() : null, row.contradiction());
    }
  }

  static CompletenessView of(List<StreamRow> rows, Instant now, Duration patience) {
    var streams = rows.stream().map(row -> Stream.of(row, now, patience)).toList();
    return new CompletenessView(now, streams.stream().allMatch(stream -> stream.state() == StreamState.COMPLETE),
        streams);
  }
}
