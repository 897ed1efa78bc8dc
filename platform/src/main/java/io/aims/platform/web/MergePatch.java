package io.aims.platform.web;

import java.util.Comparator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.platform.refusal.Refusal;

/** Applies a JSON merge patch (RFC 7396) to a record and validates the outcome as strictly as a whole new body. */
@ApplicationScoped
public class MergePatch {
  /** Media type of a merge patch. */
  public static final String MEDIA_TYPE = "application/merge-patch+json";
  private final ObjectMapper mapper;
  private final Validator validator;

  MergePatch(ObjectMapper mapper, Validator validator) {
    this.mapper = mapper;
    this.validator = validator;
  }

  /** A whole new {@code shape} from {@code body}: the same rules, nothing to start from. */
  public <T> T read(JsonNode body, Class<T> shape) {
    return validated(mapper.createObjectNode(), body, shape);
  }

  /** {@code current} with {@code patch} applied; refuses what does not parse or breaks a constraint of {@code shape}. */
  public <T> T apply(T current, JsonNode patch, Class<T> shape) {
    return validated(mapper.valueToTree(current), patch, shape);
  }

  private <T> T validated(JsonNode start, JsonNode patch, Class<T> shape) {
    if (!patch.isObject()) {
      throw new Refusal.Malformed("The body has to be a JSON object.");
    }
    try {
      var changed = mapper.treeToValue(merge(start, patch), shape);
      var violations = validator.validate(changed)
          .stream()
          .map(v -> new Refusal.Violation(v.getPropertyPath().toString(), v.getMessage()))
          .sorted(Comparator.comparing(Refusal.Violation::field))
          .toList();
      if (!violations.isEmpty()) {
        throw new Refusal.Invalid(violations);
      }
      return changed;
    } catch (JsonProcessingException e) {
      throw new Unreadable(e);
    }
  }

  /** Takes a member out of the patch that is no part of the record, e.g. the reason of the change. */
  public static @Nullable String take(JsonNode patch, String member) {
    return patch instanceof ObjectNode object && object.has(member) ? text(object.remove(member), member) : null;
  }

  private static @Nullable String text(JsonNode value, String member) {
    if (!value.isTextual() && !value.isNull() || value.asText().indexOf('\0') >= 0) {
      throw new Refusal.Malformed("'" + member + "' takes a text.");
    }
    return value.textValue();
  }

  private static JsonNode merge(JsonNode target, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch;
    }
    var merged = target instanceof ObjectNode object ? object : changes.objectNode();
    changes.properties().forEach(change -> {
      if (change.getValue().isNull()) {
        merged.remove(change.getKey());
      } else {
        merged.set(change.getKey(), merge(merged.path(change.getKey()), change.getValue()));
      }
    });
    return merged;
  }

  /** Carries the parser's finding to the place where it is told to the caller. */
  static final class Unreadable extends jakarta.ws.rs.WebApplicationException {
    Unreadable(JsonProcessingException cause) {
      super(cause, 400);
    }
  }
}
