package io.aims.incident.directory;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;

import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

import io.aims.incident.directory.Entry.Reachable;
import io.aims.incident.directory.Entry.Unreachable;
import io.aims.incident.directory.Entry.Why;
import io.aims.incident.directory.Members.Member;
import io.smallrye.mutiny.Uni;

/**
 * Looks people up where their accounts are, at the moment of asking: who has left, or may not sign in any more, is not told
 * what concerns those who are there.
 */
@ApplicationScoped
public class Directory {
  private final Members members;
  private final DirectoryConfig config;

  Directory(@RestClient Members members, DirectoryConfig config) {
    this.members = members;
    this.config = config;
  }

  /** What is said of the person in that organisation; fails when the identity provider does not answer in time. */
  public Uni<Entry> find(UUID organisation, UUID person) {
    return Uni.createFrom()
        .deferred(() -> members.member(organisation, person))
        .map(this::entry)
        .onFailure(Directory::unknown)
        .recoverWithUni(() -> stranger(organisation))
        .ifNoItem()
        .after(config.patience())
        .fail();
  }

  /** That nobody is found where there is no such organisation says nothing of a person. */
  private Uni<Entry> stranger(UUID organisation) {
    return members.organisation(organisation).replaceWith(new Unreachable(Why.NOT_A_MEMBER));
  }

  /** How long an answer may take, at most. */
  public Duration patience() {
    return config.patience();
  }

  private static boolean unknown(Throwable fault) {
    return fault instanceof WebApplicationException answer && answer.getResponse().getStatus() == 404;
  }

  private Entry entry(Member member) {
    if (!member.enabled()) {
      return new Unreachable(Why.DISABLED);
    }
    var mail = member.email();
    return mail == null || mail.isBlank() || !(member.emailVerified() || config.unverified())
        ? new Unreachable(Why.NO_ADDRESS)
        : new Reachable(new Person(name(member, mail), mail.strip()));
  }

  private static String name(Member member, String otherwise) {
    var name = Stream.of(member.firstName(), member.lastName())
        .filter(Directory::said)
        .collect(Collectors.joining(" "));
    return name.isEmpty() ? otherwise : name;
  }

  private static boolean said(@Nullable String name) {
    return name != null && !name.isBlank();
  }
}
