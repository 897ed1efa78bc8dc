package io.aims.risk.system;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;

/** The organisation's AI systems as far as their events have arrived. */
@ApplicationScoped
class KnownSystems implements PanacheRepositoryBase<KnownSystem, UUID> {}
