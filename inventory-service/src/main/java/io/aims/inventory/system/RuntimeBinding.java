package io.aims.inventory.system;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** That a system runs at a place; part of the system, kept apart so that the database can tell two claims to one place. */
@Entity
class RuntimeBinding {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID systemId;
  @Enumerated(EnumType.STRING)
  private BindingKind kind;
  private String target;
  @JdbcTypeCode(SqlTypes.JSON)
  private RuntimePlace place;

  protected RuntimeBinding() {}

  RuntimeBinding(UUID id, AiSystem system, RuntimePlace place) {
    this.id = id;
    this.tenant = system.tenant();
    this.systemId = system.id();
    this.kind = place.kind();
    this.target = place.target();
    this.place = place;
  }

  AiSystemEvent.RuntimeBound bound() {
    return new AiSystemEvent.RuntimeBound(id, place.kind(), place.cluster(), place.namespace(), place.workload(),
        place.endpoint(), place.modelName());
  }

  UUID id() {
    return id;
  }

  RuntimePlace place() {
    return place;
  }
}
