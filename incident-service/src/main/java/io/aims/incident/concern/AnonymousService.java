package io.aims.incident.concern;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.channel.Doors;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.smallrye.mutiny.Uni;

/**
 * What people do who raise concerns without a name. Nothing here looks at who they are; a code that is wrong, a handle that
 * never was and one that had too many attempts are answered alike and take as long.
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
  private final Hashing hashing;
  private final Clock clock;

  AnonymousService(Doors doors, Transactions transactions, Concerns concerns, Receipts receipts, Intake intake,
      Hashing hashing, Clock clock) {
    this.doors = doors;
    this.transactions = transactions;
    this.concerns = concerns;
    this.receipts = receipts;
    this.intake = intake;
    this.hashing = hashing;
    this.clock = clock;
  }

  private record Found(UUID tenant, String handle, UUID concernId) {}

  private record Locked(UUID tenant, Receipts.Lock lock) {}

  Uni<ReporterView.Receipt> raise(String alias, RaiseConcern raised) {
    var handle = new Handle(alias, ReceiptCode.name());
    var code = ReceiptCode.code();
    var salt = ReceiptCode.salt();
    return doors.organisation(alias)
        .map(tenant -> Refusal.orNotFound(tenant, "door"))
        .chain(tenant -> transactions.in(tenant, doors::open)
            .invoke(open -> Refusal.orNotFound(open ? open : null, "door"))
            .chain(() -> hashing.run(() -> ReceiptCode.hash(code, salt)))
            .chain(hash -> transactions.in(tenant, () -> intake.raise(tenant, null, raised)
                .call(concern -> receipts.keep(concern, handle.name(), salt, hash)))))
        .map(concern -> ReporterView.Receipt.of(concern, handle.toString(), code));
  }

  Uni<ReporterView> read(String handle, String code) {
    return unlocked(handle, code, intake::view);
  }

  Uni<ReporterView> add(String handle, String code, Intake.AddMessage added) {
    return unlocked(handle, code, concern -> intake.add(concern, added).chain(intake::view));
  }

  private Uni<ReporterView> unlocked(String handle, String code, Function<Concern, Uni<ReporterView>> then) {
    return find(handle, code).chain(found -> transactions.in(found.tenant(),
        () -> receipts.forgive(found.tenant(), found.handle())
            .chain(() -> concerns.ofReceipt(found.concernId()))
            .chain(then::apply)));
  }

  private Uni<Found> find(String text, String code) {
    var handle = Handle.parse(text);
    return lock(handle).chain(locked -> hashing
        .run(() -> locked == null
            ? ReceiptCode.matches(code, NO_SALT, NO_SALT)
            : ReceiptCode.matches(code, locked.lock().salt(), locked.lock().hash()))
        .map(right -> right && locked != null && handle != null
            ? new Found(locked.tenant(), handle.name(), locked.lock().concernId())
            : null)
        .map(found -> Refusal.orNotFound(found, RECEIPT)));
  }

  private Uni<@Nullable Locked> lock(@Nullable Handle handle) {
    if (handle == null) {
      return Uni.createFrom().nullItem();
    }
    return doors.organisation(handle.organisation())
        .chain(tenant -> tenant == null
            ? Uni.createFrom().<@Nullable Locked>nullItem()
            : transactions.in(tenant, () -> receipts.attempt(tenant, handle.name(), LocalDate.now(clock)))
                .map(lock -> lock == null ? null : new Locked(tenant, lock)));
  }
}
