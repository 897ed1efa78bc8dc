package io.aims.incident.system;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A projection of the inventory's AI system: only what hooks and concerns need. */
@Entity
class KnownSystem {
  private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  @Id
  private UUID id;
  private UUID tenant;
  private String reference;
  private String name;
  private String lifecycleStage;
  private @Nullable UUID ownerId;
  @JdbcTypeCode(SqlTypes.JSON)
  private Places places = new Places(List.of());

  protected KnownSystem() {}

  KnownSystem(UUID id, UUID tenant) {
    this.id = id;
    this.tenant = tenant;
  }

  void describe(String reference, String name, String lifecycleStage, @Nullable UUID ownerId) {
    this.reference = reference;
    this.name = name;
    this.lifecycleStage = lifecycleStage;
    this.ownerId = ownerId;
  }

  void moveTo(String stage) {
    lifecycleStage = stage;
  }

  void bind(Place place) {
    places = places.with(place);
  }

  void unbind(UUID bindingId) {
    places = places.without(bindingId);
  }

  UUID id() {
    return id;
  }

  @Nullable
  UUID ownerId() {
    return ownerId;
  }

  UUID tenant() {
    return tenant;
  }

  String label() {
    return reference + " " + name;
  }

  /** Whether a monitor that says {@code ref} can mean this system. */
  boolean answersTo(String ref) {
    return names().anyMatch(ref::equalsIgnoreCase);
  }

  /** What it answers to: its id, reference, name, or where it runs. */
  Stream<String> names() {
    return Stream.concat(Stream.concat(Stream.of(id.toString(), reference, name), slug(name)), places.names());
  }

  /**
   * {@code Credit scoring (EU)} is {@code credit-scoring-eu} in a label, with or without the dashes at its ends. Letters and
   * digits of any script stay, or names without those of ASCII would all be one; a name without any is none in a label.
   */
  private static Stream<String> slug(String name) {
    var slug = APART.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
    var trimmed = slug.replaceAll("^-|-$", "");
    return trimmed.isEmpty() ? Stream.empty() : Stream.of(trimmed, slug).distinct();
  }
}
