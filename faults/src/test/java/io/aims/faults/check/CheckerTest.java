package io.aims.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.aims.faults.check.Evidence.Aggregate;
import io.aims.faults.check.Evidence.Claim;
import io.aims.faults.check.Evidence.Delivery;
import io.aims.faults.check.Evidence.Entry;
import io.aims.faults.check.Evidence.Fact;
import io.aims.faults.check.Evidence.Head;
import io.aims.faults.check.Evidence.Incident;
import io.aims.faults.check.Evidence.Mail;
import io.aims.faults.check.Evidence.Notification;
import io.aims.faults.check.Evidence.Place;
import io.aims.faults.check.Evidence.Published;
import io.aims.faults.check.Evidence.Received;
import io.aims.faults.check.Evidence.Signal;
import io.aims.faults.load.ClientLog;
import io.aims.faults.load.Org;
import io.aims.faults.load.Outcome;

/** A checker that can't fail is worthless: each promise is broken here once or more, and has to be missed. */
class CheckerTest {

  private static final String TOLD = "whoever has to be told is told";

  /** A piece of doctored evidence and the promise that it breaks. */
  record Doctored(String what, String promise, Consumer<Sound> doctor) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Doctored> doctored() {
    return Stream.of(
        new Doctored("an accepted hook is lost", "accepted hooks are kept once",
            sound -> sound.deliveries.removeFirst()),
        new Doctored("a hook is kept twice", "accepted hooks are kept once",
            sound -> sound.deliveries.add(Sound.delivery(3, true, "hook-1"))),
        new Doctored("a hook of unknown outcome is kept twice", "accepted hooks are kept once", sound -> {
          sound.deliveries.add(Sound.delivery(3, true, "hook-3"));
          sound.deliveries.add(Sound.delivery(4, true, "hook-3"));
        }),
        new Doctored("a hook is kept under another id than its sender was told", "accepted hooks are kept once",
            sound -> sound.client.add(Sound.hook("hook-2", false, Outcome.ACCEPTED, 7))),
        new Doctored("an accepted hook still waits", "accepted hooks are kept once",
            sound -> Sound.alter(sound.deliveries, 0, d -> new Delivery(d.tenant(), d.id(), d.source(), "QUEUED",
                d.firing(), d.mark(), true))),
        new Doctored("a delivery that nobody sent", "accepted hooks are kept once",
            sound -> sound.deliveries.add(Sound.delivery(3, true, "hook-99"))),
        new Doctored("a refused hook is kept", "refused requests leave nothing",
            sound -> sound.deliveries.add(Sound.delivery(3, true, "hook-4"))),
        new Doctored("what has to be refused is accepted", "refused requests leave nothing",
            sound -> sound.client.add(Sound.misfit("misfit-2", 202))),
        new Doctored("what has to be refused is refused for another reason", "refused requests leave nothing",
            sound -> sound.client.add(Sound.misfit("misfit-2", 404))),
        new Doctored("what has to be refused is kept though nobody knows", "refused requests leave nothing", sound -> {
          sound.client.add(Sound.hook("misfit-1", true, Outcome.UNKNOWN, 0));
          sound.deliveries.add(Sound.delivery(3, true, "misfit-1"));
        }),
        new Doctored("a refused change is an event", "refused requests leave nothing",
            sound -> sound.events.add(Sound.event("inventory", Sound.ACME, 7, "t", Sound.SYSTEM, 3, "mark-9"))),
        new Doctored("a signal is counted twice", "signals are counted once",
            sound -> Sound.alter(sound.signals, 0, s -> new Signal(s.tenant(), s.source(), s.incident(), 2, 1))),
        new Doctored("a signal is not counted", "signals are counted once", sound -> sound.signals.clear()),
        new Doctored("two open incidents of a kind", "one open incident per system and kind",
            sound -> sound.incidents.add(new Incident(Sound.ACME, new UUID(1, 4), Sound.SYSTEM, "BIAS", "TRIAGE", "key",
                1))),
        new Doctored("no incident though it fires", "one open incident per system and kind",
            sound -> sound.incidents.clear()),
        new Doctored("an incident's state is behind its events", "one open incident per system and kind",
            sound -> Sound.alter(sound.incidents, 0, i -> new Incident(i.tenant(), i.id(), i.system(), i.kind(),
                "TRIAGE", i.openKey(), i.version()))),
        new Doctored("an incident's state is behind although its newest event tells none",
            "one open incident per system and kind", sound -> {
              sound.events.add(incident(7, "role-assigned", 3));
              Sound.alter(sound.incidents, 0, i -> inState(i, "TRIAGE"));
            }),
        new Doctored("an incident that goes on in another one is still open", "one open incident per system and kind",
            sound -> sound.events.add(incident(7, "merged", 3))),
        new Doctored("an incident is opened again in another state than it says",
            "one open incident per system and kind", sound -> {
              sound.events.add(incident(7, "closed", 3));
              sound.events.add(incident(8, "reopened", 4));
              Sound.alter(sound.incidents, 0, i -> inState(i, "TRIAGE"));
            }),
        new Doctored("an incident's event is of a type that the check has not heard of",
            "one open incident per system and kind", sound -> sound.events.add(incident(7, "put-to-sleep", 3))),
        new Doctored("an incident without an event", "one open incident per system and kind",
            sound -> sound.events.removeIf(event -> event.aggregate().equals(Sound.INCIDENT))),
        new Doctored("an accepted change is lost", "changes happen once",
            sound -> sound.client.add(new ClientLog.Write(Org.ACME, "mark-5", "/v1/risks", Outcome.ACCEPTED))),
        new Doctored("a change with a key happened twice", "changes happen once",
            sound -> sound.events.add(Sound.event("inventory", Sound.ACME, 7, "t", Sound.SYSTEM, 3, "mark-2"))),
        new Doctored("an event never reached its topic", "event log = topic = ledger",
            sound -> sound.published.removeLast()),
        new Doctored("an event never reached the ledger", "event log = topic = ledger",
            sound -> sound.ledger.removeLast()),
        new Doctored("a message that no log knows", "event log = topic = ledger", sound -> sound.events.removeLast()),
        new Doctored("an event is in the ledger twice", "event log = topic = ledger",
            sound -> Sound.alter(sound.ledger, 1, e -> new Entry(e.tenant(), 1, sound.ledger.getFirst().event(),
                e.aggregate(), e.version(), e.leaf()))),
        new Doctored("an event has other bytes on the topic", "event log = topic = ledger",
            sound -> Sound.alter(sound.published, 0, m -> new Published(m.service(), 0, 0, m.key(), m.id(), m.tenant(),
                m.aggregate(), m.version(), m.seq(), Sound.leaf(77)))),
        new Doctored("an event has another hash in the ledger", "event log = topic = ledger",
            sound -> Sound.alter(sound.ledger, 4, e -> new Entry(e.tenant(), e.index(), e.event(), e.aggregate(),
                e.version(), Sound.leaf(77)))),
        new Doctored("a reader holds an older name", "read models agree with their owners",
            sound -> Sound.alter(sound.copies, 0, fact -> says(fact, "old name|stage"))),
        new Doctored("a reader knows nothing of it", "read models agree with their owners",
            sound -> sound.copies.removeLast()),
        new Doctored("a reader knows what its owner has not", "read models agree with their owners",
            sound -> sound.originals.remove(1)),
        new Doctored("a reader holds it twice", "read models agree with their owners",
            sound -> sound.copies.add(sound.copies.getFirst())),
        new Doctored("a reader holds it for another organisation", "read models agree with their owners",
            sound -> Sound.alter(sound.copies, 2,
                fact -> new Fact(fact.model(), Sound.GLOBEX, fact.id(), fact.says()))),
        new Doctored("a gap in the versions", "versions are gap-free from 1", sound -> sound.events.remove(0)),
        new Doctored("a version twice", "versions are gap-free from 1",
            sound -> sound.events.add(Sound.event("inventory", Sound.ACME, 7, "t", Sound.SYSTEM, 2))),
        new Doctored("an event without its state", "state and events agree",
            sound -> Sound.alter(sound.aggregates, 0,
                a -> new Aggregate(a.service(), a.table(), a.tenant(), a.id(), 1))),
        new Doctored("a state without its event", "state and events agree",
            sound -> sound.aggregates.add(new Aggregate("risk", "risk", Sound.ACME, new UUID(5, 5), 1))),
        new Doctored("a version overtakes another on the topic", "topic order is version order", sound -> {
          var first = sound.published.removeFirst();
          sound.published.add(1, first);
        }),
        new Doctored("an aggregate is in two partitions", "topic order is version order",
            sound -> Sound.alter(sound.published, 1, m -> new Published(m.service(), 3, 0, m.key(), m.id(), m.tenant(),
                m.aggregate(), m.version(), m.seq(), m.leaf()))),
        new Doctored("a message under another key", "topic order is version order",
            sound -> Sound.alter(sound.published, 1, m -> new Published(m.service(), 0, 1, "key", m.id(), m.tenant(),
                m.aggregate(), m.version(), m.seq(), m.leaf()))),
        new Doctored("a feed has missed an event", "published = processed + dead letters",
            sound -> Sound.alter(sound.inbox, 0, r -> new Received(r.service(), r.feed(), r.tenant(), r.aggregate(),
                r.version() - 1))),
        new Doctored("a feed has missed an aggregate", "published = processed + dead letters",
            sound -> sound.inbox.removeLast()),
        new Doctored("a feed has received nothing", "published = processed + dead letters",
            sound -> sound.inbox.removeIf(r -> r.service().equals("inventory") && r.feed().equals("incident"))),
        new Doctored("no feed has received anything", "published = processed + dead letters",
            sound -> sound.inbox.clear()),
        new Doctored("a feed that the check has not heard of", "published = processed + dead letters",
            sound -> sound.inbox.add(new Received("risk", "weather", Sound.ACME, Sound.SYSTEM, 2))),
        new Doctored("an event is parked behind nothing", "published = processed + dead letters", sound -> {
          replace(sound, 1);
          sound.parked.add(new Received("risk", "inventory", Sound.ACME, Sound.SYSTEM, 2));
        }),
        new Doctored("an event of ours is set aside", "nothing of ours is set aside",
            sound -> sound.deadLetters.add(new Received("risk", "inventory", Sound.ACME, Sound.SYSTEM, 2))),
        new Doctored("an event has no number", "streams are complete",
            sound -> Sound.alter(sound.published, 0, m -> numbered(m, null))),
        new Doctored("a number is given twice", "streams are complete",
            sound -> Sound.alter(sound.published, 1, m -> numbered(m, 1L))),
        new Doctored("numbers in another order than the digest", "streams are complete", sound -> {
          Sound.alter(sound.published, 0, m -> numbered(m, 2L));
          Sound.alter(sound.published, 1, m -> numbered(m, 1L));
        }),
        new Doctored("a service keeps another digest", "streams are complete",
            sound -> Sound.alter(sound.heads, 0, h -> new Head(h.service(), h.tenant(), h.size(), Sound.leaf(77)))),
        new Doctored("a service has signed for another digest", "streams are complete",
            sound -> Sound.alter(sound.claims, 0, c -> new Claim(c.service(), c.tenant(), c.state(), c.size(), Sound
                .leaf(77)))),
        new Doctored("a service has signed for less than there is", "streams are complete",
            sound -> Sound.alter(sound.claims, 0, c -> new Claim(c.service(), c.tenant(), c.state(), c.size() - 1, c
                .digest()))),
        new Doctored("the ledger is not complete", "streams are complete",
            sound -> Sound.alter(sound.claims, 0, c -> new Claim(c.service(), c.tenant(), "FORKED", c.size(), c
                .digest()))),
        new Doctored("the ledger does not know a stream", "streams are complete", sound -> sound.claims.removeFirst()),
        new Doctored("an event waits in the outbox", "outboxes are empty",
            sound -> sound.outbox.add(new Place("risk", 12))),
        new Doctored("a gap in the ledger", "the ledger is sound",
            sound -> Sound.alter(sound.ledger, 4, e -> new Entry(e.tenant(), 9, e.event(), e.aggregate(), e.version(),
                e.leaf()))),
        new Doctored("the ledger has an aggregate's events in another order", "the ledger is sound", sound -> {
          Sound.alter(sound.ledger, 0, e -> new Entry(e.tenant(), 1, e.event(), e.aggregate(), e.version(), e.leaf()));
          Sound.alter(sound.ledger, 1, e -> new Entry(e.tenant(), 0, e.event(), e.aggregate(), e.version(), e.leaf()));
        }),
        new Doctored("an earlier checkpoint has another root", "checkpoints are consistent",
            sound -> sound.checkpoints.add(new ClientLog.Checkpoint(Org.ACME, 2, "AAAA"))),
        new Doctored("a checkpoint covers more than there is", "checkpoints are consistent",
            sound -> sound.checkpoints.add(new ClientLog.Checkpoint(Org.GLOBEX, 9, "AAAA"))),
        new Doctored("a foreign row in an answer", "no foreign row",
            sound -> sound.client.add(new ClientLog.Seen(Org.GLOBEX, Sound.SYSTEM))),
        new Doctored("a delivery of a foreign source", "no foreign row",
            sound -> Sound.alter(sound.deliveries, 0, d -> new Delivery(Sound.GLOBEX, d.id(), d.source(), d.state(),
                d.firing(), d.mark(), false))),
        new Doctored("a signal at a foreign incident", "no foreign row",
            sound -> Sound.alter(sound.signals, 0, s -> new Signal(Sound.GLOBEX, s.source(), s.incident(), 1, 1))),
        new Doctored("an event in a foreign ledger", "no foreign row",
            sound -> Sound.alter(sound.ledger, 5, e -> new Entry(Sound.ACME, 5, e.event(), e.aggregate(), e.version(),
                e.leaf()))),
        new Doctored("an own write is not read", "own writes are read, reads are monotone",
            sound -> sound.client.add(new ClientLog.Reading("owner", "/v1/ai-systems/1", 3, 2))),
        new Doctored("who is on call is not called", TOLD, sound -> sound.notifications.removeFirst()),
        new Doctored("somebody else is called", TOLD, sound -> {
          sound.notifications.set(0, Sound.opened(1, Sound.INCIDENT, Sound.TASKED, "SENT"));
          sound.mails.set(0, Sound.mail(Sound.TASKED, "INC-1: it has opened", "/v1/incidents/" + Sound.INCIDENT));
        }),
        new Doctored("who is given a task is not told", TOLD, sound -> sound.notifications.removeLast()),
        new Doctored("somebody still waits to be told", TOLD,
            sound -> sound.notifications.set(0, Sound.opened(1, Sound.INCIDENT, Sound.ON_CALL, "WAITING"))),
        new Doctored("somebody could not be told", TOLD,
            sound -> sound.notifications.set(0, Sound.opened(1, Sound.INCIDENT, Sound.ON_CALL, "FAILED"))),
        new Doctored("an incident that nobody cares for is not told", TOLD, sound -> {
          sound.events.removeIf(event -> event.type().equals("aims.incident.incident.triaged.v1"));
          sound.notifications.set(0, Sound.opened(1, Sound.INCIDENT, Sound.ON_CALL, "WITHDRAWN"));
        }),
        new Doctored("a mail that is called sent is lost", TOLD, sound -> sound.mails.removeFirst()),
        new Doctored("a mail that is called sent has gone to nobody", TOLD,
            sound -> Sound.alter(sound.mails, 0, mail -> new Mail(List.of(), mail.text()))),
        new Doctored("a mail says something else", TOLD,
            sound -> Sound.alter(sound.mails, 0,
                mail -> Sound.mail(Sound.ON_CALL, "INC-1: it is open again", "/v1/incidents/" + Sound.INCIDENT))),
        new Doctored("a mail leads to something else", TOLD,
            sound -> Sound.alter(sound.mails, 0,
                mail -> Sound.mail(Sound.ON_CALL, "INC-1: it has opened", "/v1/incidents/" + Sound.SYSTEM))),
        new Doctored("a mail has gone to somebody else as well", TOLD,
            sound -> sound.mails.add(new Mail(Collections.singletonList(null), sound.mails.getFirst().text()))));
  }

  private static Evidence.Event incident(long id, String what, int version) {
    return Sound.event("incident", Sound.ACME, id, "aims.incident.incident." + what + ".v1", Sound.INCIDENT, version);
  }

  private static Incident inState(Incident incident, String state) {
    return new Incident(incident.tenant(), incident.id(), incident.system(), incident.kind(), state, incident.openKey(),
        incident.version());
  }

  /** Risk-service has applied the system's events up to {@code version}. */
  private static void replace(Sound sound, int version) {
    sound.inbox.replaceAll(r -> r.service().equals("risk") && r.aggregate().equals(Sound.SYSTEM)
        ? new Received(r.service(), r.feed(), r.tenant(), r.aggregate(), version)
        : r);
  }

  private static Fact says(Fact fact, String other) {
    return new Fact(fact.model(), fact.tenant(), fact.id(), other);
  }

  private static Published numbered(Published message, @Nullable Long seq) {
    return new Published(message.service(), message.partition(), message.offset(), message.key(), message.id(), message
        .tenant(), message.aggregate(), message.version(), seq, message.leaf());
  }

  @Test
  void a_sound_run_breaks_nothing() {
    assertThat(Checker.breaches(new Sound().evidence())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("doctored")
  void a_broken_promise_is_noticed(Doctored doctored) {
    var sound = new Sound();
    doctored.doctor().accept(sound);

    var breaches = Checker.breaches(sound.evidence());

    assertThat(breaches).anySatisfy(breach -> assertThat(breach).startsWith(doctored.promise() + ": "));
  }

  @Test
  void every_promise_is_broken_above() {
    assertThat(doctored().map(Doctored::promise)).containsAll(
        Checker.INVARIANTS.stream().map(Invariant::promise).toList());
  }

  @Test
  void an_incident_is_where_the_last_step_has_brought_it_whatever_else_has_happened_since() {
    var sound = new Sound();
    for (var type : List.of("acknowledged", "assessed", "role-assigned", "evidence-held", "evidence-released",
        "absorbed", "split", "related", "linked", "unlinked", "escalated", "worsened")) {
      sound.events.add(incident(10 + sound.events.size(), type, sound.events.size()));
    }
    assertThat(new OneOpenIncident().breaches(sound.evidence())).isEmpty();

    sound.events.add(incident(90, "dismissed", 90));
    sound.events.add(incident(91, "reopened", 91));
    Sound.alter(sound.incidents, 0, i -> inState(i, "TRIAGE"));
    assertThat(new OneOpenIncident().breaches(sound.evidence())).isEmpty();
  }

  @Test
  void a_mail_may_be_there_twice_and_is_not_needed_once_somebody_cares() {
    var sound = new Sound();
    sound.mails.add(sound.mails.getFirst());
    sound.notifications.add(Sound.opened(3, Sound.INCIDENT, Sound.ON_CALL, "WITHDRAWN"));
    sound.notifications.add(new Notification(Sound.ACME, new UUID(6, 4), "ESCALATION", Sound.INCIDENT, Sound.INCIDENT,
        Sound.ON_CALL, "WITHDRAWN", "INC-1: nobody has acknowledged it", "/v1/incidents/" + Sound.INCIDENT));

    assertThat(new PeopleAreTold().breaches(sound.evidence())).isEmpty();
  }

  @Test
  void a_further_containment_leaves_an_incident_where_it_is() {
    var sound = new Sound();
    var version = sound.events.size();
    for (var type : List.of("triaged", "contained", "contained", "resolved", "contained")) {
      sound.events.add(incident(90 + version, type, ++version));
    }
    Sound.alter(sound.incidents, 0, i -> inState(i, "RESOLVED"));

    assertThat(new OneOpenIncident().breaches(sound.evidence())).isEmpty();
  }

  @Test
  void a_dead_letter_with_what_is_parked_behind_it_is_accounted_for() {
    var sound = new Sound();
    replace(sound, 0);
    sound.deadLetters.add(new Received("risk", "inventory", Sound.ACME, Sound.SYSTEM, 1));
    sound.parked.add(new Received("risk", "inventory", Sound.ACME, Sound.SYSTEM, 2));

    assertThat(new InboxesAreComplete().breaches(sound.evidence())).isEmpty();
  }

  @Test
  void the_programme_knows_what_it_has_put_on_topics_itself() {
    var sound = new Sound();
    var stranger = new UUID(7, 7);
    var aggregate = new UUID(7, 8);
    sound.strangers.add(stranger);
    sound.published.add(new Published("inventory", 2, 0, "key", stranger, Sound.GLOBEX, aggregate, 1, null,
        Sound.leaf(9)));
    sound.ledger.add(new Entry(Sound.GLOBEX, 1, stranger, aggregate, 1, Sound.leaf(9)));
    sound.inbox.add(new Received("audit", "ledger-inventory", Sound.GLOBEX, aggregate, 1));
    sound.copies.add(new Fact("systems in audit-service", Sound.GLOBEX, aggregate, ""));
    for (var reader : List.of("risk inventory", "incident inventory", "audit systems")) {
      sound.deadLetters.add(new Received(reader.split(" ")[0], reader.split(" ")[1], Sound.GLOBEX, aggregate, 1));
    }

    assertThat(Checker.breaches(sound.evidence())).isEmpty();
  }
}
