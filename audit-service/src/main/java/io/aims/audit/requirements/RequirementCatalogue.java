package io.aims.audit.requirements;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.json.JsonMapper;

import io.aims.platform.refusal.Refusal;

/** The nodes of one edition of the standard in its own order, read once from a data file that counts its revisions. */
@Singleton
public class RequirementCatalogue {
  private static final String FILE = "/catalogues/iso42001-requirements.json";
  private final String edition;
  private final int revision;
  private final Map<String, Requirement> nodes = new LinkedHashMap<>();

  public RequirementCatalogue() {
    var file = read();
    edition = file.catalogue() + ":" + file.edition();
    revision = file.revision();
    var groups = file.groups()
        .stream()
        .collect(Collectors.toMap(Requirement.Group::id, Function.identity()));
    for (var node : file.nodes()) {
      var group = groups.get(node.group());
      if (group == null || nodes.put(node.id(), node.in(group)) != null) {
        throw new IllegalStateException(FILE + " has no group " + node.group() + " or names " + node.id() + " twice");
      }
    }
  }

  /** Which standard, e.g. {@code iso-iec-42001:2023}. */
  public String edition() {
    return edition;
  }

  /** Counts the corrections of our data about this edition. */
  public int revision() {
    return revision;
  }

  /** All nodes: the clauses from 4.1 to 10.2, then the controls from A.2.2 to A.10.4. */
  public List<Requirement> all() {
    return List.copyOf(nodes.values());
  }

  /** Refuses the first of {@code ids} that is no node; {@code field} is the list's place in the request. */
  public void refuseUnknown(String field, Collection<String> ids) {
    var position = 0;
    for (var id : ids) {
      if (!nodes.containsKey(id)) {
        throw new Refusal.UnknownReference(field + "[" + position + "]");
      }
      position++;
    }
  }

  private static File read() {
    try (var in = RequirementCatalogue.class.getResourceAsStream(FILE)) {
      return new JsonMapper().readValue(in, File.class);
    } catch (IOException e) {
      throw new UncheckedIOException("The catalogue of requirements can't be read", e);
    }
  }

  private record File(String catalogue, String edition, int revision, List<Requirement.Group> groups,
      List<Line> nodes) {}

  private record Line(String id, Requirement.Kind kind, String group, String title, String description,
      Requirement.@Nullable Phase phase, @Nullable Boolean documentedInformation) {
    Requirement in(Requirement.Group resolved) {
      return new Requirement(id, kind, resolved, title, description, phase, documentedInformation);
    }
  }
}
