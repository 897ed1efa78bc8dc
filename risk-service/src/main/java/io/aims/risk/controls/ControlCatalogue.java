package io.aims.risk.controls;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.risk.reference.ReferenceFile;

/** The 38 reference controls of ISO/IEC 42001:2023 Annex A, in the standard's order. */
@ApplicationScoped
public class ControlCatalogue {
  private final Published published = ReferenceFile.read("iso-42001-annex-a-1", Published.class);
  private final Map<String, Control> byId = published.controls()
      .stream()
      .collect(Collectors.toUnmodifiableMap(Control::id, Function.identity()));

  record Published(String edition, int version, List<Control> controls) {}

  public List<Control> all() {
    return published.controls();
  }

  /** The title of a control of this catalogue. */
  public String title(String id) {
    return byId.get(id).title();
  }

  /** Refuses a {@code control}, named in {@code field}, that this catalogue does not have; null names none. */
  public void requireKnown(@Nullable String control, String field) {
    if (control != null && !byId.containsKey(control)) {
      throw new Refusal.UnknownReference(field);
    }
  }

  /** The standard and its year. */
  public String edition() {
    return published.edition();
  }
}
