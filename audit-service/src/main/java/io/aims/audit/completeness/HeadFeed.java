package io.aims.audit.completeness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.aims.platform.inbox.Patience;
import io.aims.platform.note.InvalidNote;
import io.aims.platform.note.SignedNote;
import io.aims.platform.refusal.Faults;
import io.aims.platform.stream.StreamClaim;
import io.smallrye.mutiny.Uni;

/** Takes in what services sign for; what none of the trusted keys has signed counts for nothing and is logged. */
@ApplicationScoped
class HeadFeed {
  private static final Logger LOG = Logger.getLogger(HeadFeed.class);
  private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(1);
  private final TrustedKeys keys;
  private final Streams streams;
  private final Patience patience;

  HeadFeed(TrustedKeys keys, Streams streams, Patience patience) {
    this.keys = keys;
    this.streams = streams;
    this.patience = patience;
  }

  @Incoming("stream-heads")
  Uni<Void> on(ConsumerRecord<String, byte[]> message) {
    return patience.await(AS_LONG_AS_IT_TAKES, () -> take(message).replaceWith(true)
        .onFailure()
        .invoke(fault -> LOG.debugf("A head is taken in later: %s", Faults.summary(fault)))
        .onFailure()
        .recoverWithNull()).replaceWithVoid();
  }

  private Uni<Void> take(ConsumerRecord<String, byte[]> message) {
    var claim = read(message);
    return claim == null ? Uni.createFrom().voidItem() : streams.claimed(claim, new String(message.value(), UTF_8));
  }

  private @Nullable StreamClaim read(ConsumerRecord<String, byte[]> message) {
    try {
      var key = message.key();
      if (key == null || message.value() == null) {
        return null;
      }
      var service = key.substring(0, Math.max(0, key.indexOf('/')));
      var claim = StreamClaim.open(SignedNote.parse(message.value()), keys.of(service));
      if (!claim.key().equals(key)) {
        throw new InvalidNote(InvalidNote.Reason.CONTENT, "it speaks of " + claim.key());
      }
      return claim;
    } catch (InvalidNote e) {
      LOG.warnf("The head of a stream at offset %d of partition %d does not count: %s", message.offset(),
          message.partition(), e.getMessage());
      return null;
    }
  }
}
