package io.aims.incident.notification;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.History;
import io.aims.platform.identity.Caller;
import io.aims.platform.tenancy.Sql;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.time.Ids;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** Shows who was told, and lets people see that mails reach them. */
@ApplicationScoped
class NotificationService {
  private final Transactions transactions;
  private final Notifications notifications;
  private final EventLog eventLog;
  private final History history;
  private final Ids ids;

  NotificationService(Transactions transactions, Notifications notifications, EventLog eventLog, History history,
      Ids ids) {
    this.transactions = transactions;
    this.notifications = notifications;
    this.eventLog = eventLog;
    this.history = history;
    this.ids = ids;
  }

  /** Tells the caller that mails reach them. */
  Uni<NotificationView> test(Caller person, String reason) {
    var message = new Message("A test of mails from Aims",
        "You have asked for this mail. It goes the way of those that tell of incidents.", "/v1/notifications");
    var call = new Call(person.tenant(), Occasion.TEST, Subject.NONE, message, Circles.of(List.of(person.personId())));
    return transactions.in(person.tenant(), () -> Sql.now().chain(now -> {
      var test = Notification.address(ids.next(), ids.next(), call, null, person.personId(), now);
      return eventLog.record(test, test.addressed(), Cause.of(person, reason));
    })).map(NotificationView::of);
  }

  Uni<NotificationView> read(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> notifications.get(id).map(NotificationView::of));
  }

  Uni<Page<NotificationView>> list(Caller caller, Notifications.Filter filter, PageRequest page) {
    return transactions.in(caller.tenant(), () -> notifications.list(filter, page));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(), () -> notifications.get(id)
        .chain(found -> history.of(caller.tenant(), found.id(), NotificationResource.WHAT, page)));
  }
}
