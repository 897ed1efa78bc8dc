package io.aims.incident.concern;

import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.channel.Doors;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.smallrye.mutiny.Uni;

/**
 * What people do who raise concerns without a name. Nothing here looks at who they are; a code that is wrong and a
 * handle that never was are answered alike.
 */
@ApplicationScoped
class AnonymousService {
  static final String RECEIPT = "receipt";
  private static final byte[] NO_SALT = new byte[16];
  private final Doors doors;
  private final Transactions transactions;
  private final Concerns concerns;
  private final Receipts receipts;
  private final Intake intake;

  AnonymousService(Doors doors, Transactions transactions, Concerns concerns, Receipts receipts, Intake intake) {
    this.doors = doors;
    this.transactions = transactions;
    this.concerns = concerns;
    this.receipts = receipts;
    this.intake = intake;
  }

  Uni<ReporterView.Receipt> raise(String alias, RaiseConcern raised) {
    var handle = new Handle(alias, ReceiptCode.name());
    var code = ReceiptCode.code();
    var salt = ReceiptCode.salt();
    return doors.organisation(alias)
        .map(tenant -> Refusal.orNotFound(tenant, "door"))
        .chain(tenant -> transactions.in(tenant, () -> doors.open()
            .invoke(open -> Refusal.orNotFound(open ? open : null, "door"))
            .chain(() -> intake.raise(tenant, null, raised))
            .call(concern -> receipts.keep(concern, handle.name(), salt, ReceiptCode.hash(code, salt)))))
        .map(concern -> ReporterView.Receipt.of(concern, handle.toString(), code));
  }

  Uni<ReporterView> read(String handle, String code) {
    return unlocked(handle, code, intake::view);
  }

  Uni<ReporterView> add(String handle, String code, Intake.AddMessage added) {
    return unlocked(handle, code, concern -> intake.add(concern, added).chain(intake::view));
  }

  private Uni<ReporterView> unlocked(String handle, String code, Function<Concern, Uni<ReporterView>> then) {
    var name = Handle.nameIn(handle);
    return receipts.organisation(name)
        .map(tenant -> tenant == null ? opened(null, code) : tenant)
        .chain(tenant -> transactions.in(tenant, () -> receipts.lock(tenant, name)
            .map(lock -> opened(lock, code))
            .chain(concerns::ofReceipt)
            .chain(then::apply)));
  }

  /** The concern that the code leads to; an unknown handle is refused as a wrong code is. */
  private static UUID opened(Receipts.@Nullable Lock lock, String code) {
    var right = lock == null
        ? ReceiptCode.matches(code, NO_SALT, NO_SALT)
        : ReceiptCode.matches(code, lock.salt(), lock.hash());
    return Refusal.orNotFound(right && lock != null ? lock.concernId() : null, RECEIPT);
  }
}
