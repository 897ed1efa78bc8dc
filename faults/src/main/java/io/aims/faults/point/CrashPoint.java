package io.aims.faults.point;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.aims.faults.proxy.Happening.When;
import io.aims.local.engine.ServiceCatalogue;

/**
 * A named moment at which a service may fail.
 *
 * @param name for the command line and the report
 * @param latest the fault may strike at the first up to this occurrence, which the load is sure to reach
 */
public record CrashPoint(String name, ServiceCatalogue service, Moment moment, int latest) {
  private static final String EVENT = "insert into event\\b";
  private static final String DELIVERY = "insert into delivery\\b";
  private static final String EFFECT = "state = 'PROCESSED'";
  private static final String MARK = "delete from outbox\\b";
  private static final String INBOX = "update inbox\\b|insert into inbox\\b";
  private static final String ENTRY = "insert into ledger_entry\\b";
  private static final String LEASE = "update notification set due_at";
  private static final String NOTE = "sent_at=";
  private static final String NODE = "insert into ledger_node\\b";
  private static final String CHECKPOINT = "insert into checkpoint\\b";

  /** Every point, in the order of a change's life: recorded, relayed, received, told, integrated, published. */
  public static List<CrashPoint> all() {
    return Stream.of(
        recorded(ServiceCatalogue.INVENTORY, 4), recorded(ServiceCatalogue.RISK, 4),
        recorded(ServiceCatalogue.INCIDENT, 2), recorded(ServiceCatalogue.AUDIT, 2),
        around("delivery", ServiceCatalogue.INCIDENT, DELIVERY, 8),
        around("effects-of-delivery", ServiceCatalogue.INCIDENT, EFFECT, 4),
        relayed(ServiceCatalogue.INVENTORY, 3), relayed(ServiceCatalogue.RISK, 3),
        relayed(ServiceCatalogue.INCIDENT, 2), relayed(ServiceCatalogue.AUDIT, 2),
        received(ServiceCatalogue.INVENTORY, 2), received(ServiceCatalogue.RISK, 4),
        received(ServiceCatalogue.INCIDENT, 3), received(ServiceCatalogue.AUDIT, 4), told(3),
        around("ledger-entry", ServiceCatalogue.AUDIT, ENTRY, 8),
        around("integration", ServiceCatalogue.AUDIT, NODE, 3),
        around("publication", ServiceCatalogue.AUDIT, CHECKPOINT, 3)).flatMap(points -> points).toList();
  }

  public static Optional<CrashPoint> named(String name) {
    return all().stream().filter(point -> point.name().equals(name)).findFirst();
  }

  /** A point beside the named ones: after the first commit of a transaction with such a statement, before anybody knows. */
  public static CrashPoint afterCommitOf(ServiceCatalogue service, String statement) {
    return point(service, "after-commit-of " + statement, Moment.commit(When.AFTER, statement + "\\b"), 1);
  }

  private static Stream<CrashPoint> recorded(ServiceCatalogue service, int latest) {
    return around("event", service, EVENT, latest);
  }

  /** Before and after the statement, before its commit, and after the commit before anybody knows. */
  private static Stream<CrashPoint> around(String what, ServiceCatalogue service, String statement, int latest) {
    return Stream.of(
        point(service, "before-" + what, Moment.statement(When.BEFORE, statement), latest),
        point(service, "after-" + what, Moment.statement(When.AFTER, statement), latest),
        point(service, "before-commit-of-" + what, Moment.commit(When.BEFORE, statement), latest),
        point(service, "after-commit-of-" + what, Moment.commit(When.AFTER, statement), latest));
  }

  private static Stream<CrashPoint> relayed(ServiceCatalogue service, int latest) {
    return Stream.of(
        point(service, "before-send", Moment.request(When.BEFORE, "Produce"), latest),
        point(service, "after-send-before-mark", Moment.request(When.AFTER, "Produce"), latest),
        point(service, "before-commit-of-mark", Moment.commit(When.BEFORE, MARK), latest),
        point(service, "after-mark", Moment.commit(When.AFTER, MARK), latest));
  }

  private static Stream<CrashPoint> received(ServiceCatalogue service, int latest) {
    return Stream.of(
        point(service, "before-commit-of-inbox", Moment.commit(When.BEFORE, INBOX), latest),
        point(service, "after-commit-of-inbox", Moment.commit(When.AFTER, INBOX), latest),
        point(service, "before-offset-commit", Moment.request(When.BEFORE, "OffsetCommit"), 2),
        point(service, "after-offset-commit", Moment.request(When.AFTER, "OffsetCommit"), 2));
  }

  /** A mail is taken down, sent, and noted as sent. */
  private static Stream<CrashPoint> told(int latest) {
    return Stream.of(
        point(ServiceCatalogue.INCIDENT, "before-mail", Moment.commit(When.AFTER, LEASE), latest),
        point(ServiceCatalogue.INCIDENT, "after-mail-before-note", Moment.commit(When.BEFORE, NOTE), latest),
        point(ServiceCatalogue.INCIDENT, "after-note", Moment.commit(When.AFTER, NOTE), latest));
  }

  private static CrashPoint point(ServiceCatalogue service, String what, Moment moment, int latest) {
    return new CrashPoint(service.module().replace("-service", "") + "/" + what, service, moment, latest);
  }
}
