package io.aims.incident.oncall;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's rotas. */
@ApplicationScoped
class OnCallRotas implements PanacheRepositoryBase<OnCallRota, UUID> {

  Uni<OnCallRota> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, OnCallRotaResource.WHAT));
  }

  /** The same, locked until the transaction ends: who comes later decides upon what is then. */
  Uni<OnCallRota> hold(UUID id) {
    return findById(id, LockModeType.PESSIMISTIC_WRITE)
        .map(found -> Refusal.orNotFound(found, OnCallRotaResource.WHAT));
  }

  /** Newest first. */
  Uni<Page<RotaView.Summary>> list(@Nullable RotaState state, PageRequest page) {
    return NewestFirst.of(this, RotaView.Summary.class).where("state", state).page(page, RotaView.Summary::id);
  }
}
