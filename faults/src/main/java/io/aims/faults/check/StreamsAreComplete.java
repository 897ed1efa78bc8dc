package io.aims.faults.check;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aims.faults.check.Evidence.Published;

/**
 * The numbers on a topic count the events of an organisation without a gap, and the digest over them, computed anew, is the
 * one that the service keeps and has signed for, and that the ledger found to be its own.
 */
final class StreamsAreComplete implements Invariant {

  @Override
  public String promise() {
    return "streams are complete";
  }

  private record Key(String service, UUID tenant) {
    @Override
    public String toString() {
      return "the stream of %s-service for %s".formatted(service, tenant);
    }
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    var published = evidence.published()
        .stream()
        .filter(message -> !evidence.strangers().contains(message.id()))
        .collect(Collectors.groupingBy(message -> new Key(message.service(), message.tenant())));
    return evidence.events()
        .stream()
        .collect(Collectors.groupingBy(event -> new Key(event.service(), event.tenant()), Collectors.counting()))
        .entrySet()
        .stream()
        .flatMap(stream -> of(stream.getKey(), stream.getValue(), published.getOrDefault(stream.getKey(), List.of()),
            evidence));
  }

  private static Stream<String> of(Key stream, long events, List<Published> messages, Evidence evidence) {
    var breaches = new ArrayList<String>();
    var numbered = new TreeMap<Long, Published>();
    for (var message : messages) {
      if (message.seq() == null) {
        breaches.add("event %s of %s has no number".formatted(message.id(), stream));
      } else {
        var other = numbered.putIfAbsent(message.seq(), message);
        if (other != null && !other.id().equals(message.id())) {
          breaches.add("%s gave number %d to %s and to %s".formatted(stream, message.seq(), other.id(), message.id()));
        }
      }
    }
    if (numbered.size() != events || !numbered.isEmpty() && numbered.lastKey() != events) {
      breaches.add("%s has %d events, on the topic are %d numbers up to %s".formatted(stream, events, numbered.size(),
          numbered.isEmpty() ? "none" : numbered.lastKey()));
    }
    var digest = digest(numbered.values());
    evidence.heads()
        .stream()
        .filter(head -> new Key(head.service(), head.tenant()).equals(stream))
        .findFirst()
        .ifPresentOrElse(head -> {
          if (head.size() != events || !head.digest().equals(digest)) {
            breaches.add("%s has %d events, its service keeps a digest of %d%s".formatted(stream, events, head.size(),
                head.digest().equals(digest) ? "" : ", another one"));
          }
        }, () -> breaches.add("%s has no digest".formatted(stream)));
    evidence.claims()
        .stream()
        .filter(claim -> new Key(claim.service(), claim.tenant()).equals(stream))
        .findFirst()
        .ifPresentOrElse(claim -> {
          if (!claim.state().equals("COMPLETE") || claim.size() != events || !claim.digest().equals(digest)) {
            breaches.add("the ledger calls %s %s at %d of %d events%s".formatted(stream, claim.state(), claim.size(),
                events, claim.digest().equals(digest) ? "" : ", with another digest"));
          }
        }, () -> breaches.add("the ledger knows nothing of %s".formatted(stream)));
    return breaches.stream();
  }

  /** SHA-256 over the digest before and the leaf, from 32 zero bytes on. */
  private static String digest(Iterable<Published> stream) {
    var digest = new byte[32];
    for (var message : stream) {
      try {
        var sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(digest);
        digest = sha256.digest(HexFormat.of().parseHex(message.leaf()));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
    return HexFormat.of().formatHex(digest);
  }
}
