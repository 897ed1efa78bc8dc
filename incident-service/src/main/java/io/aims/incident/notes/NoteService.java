package io.aims.incident.notes;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.incident.IncidentRegister;
import io.aims.incident.timeline.EntryView;
import io.aims.incident.timeline.Note;
import io.aims.incident.timeline.Timeline;
import io.aims.platform.event.Cause;
import io.aims.platform.identity.Caller;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** What people write into the timeline of an incident; it leaves the incident and its version as they are. */
@ApplicationScoped
class NoteService {
  private final Transactions transactions;
  private final IncidentRegister incidents;
  private final Timeline timeline;

  NoteService(Transactions transactions, IncidentRegister incidents, Timeline timeline) {
    this.transactions = transactions;
    this.incidents = incidents;
    this.timeline = timeline;
  }

  Uni<EntryView> write(Caller person, UUID id, Note note, @Nullable UUID supersedes, @Nullable String reason) {
    return transactions.in(person.tenant(), () -> incidents.get(id)
        .chain(incident -> timeline.write(person.tenant(), incident.id(), note, supersedes,
            Cause.of(person, reason).inCase(incident.caseId()))));
  }

  Uni<Page<EntryView>> read(Caller caller, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(), () -> incidents.get(id).chain(() -> timeline.of(id, page)));
  }
}
