package io.aims.platform.web;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/**
 * The condition of a write: the version that the author decided upon (RFC 9110 section 13.1.1).
 *
 * <p>Declare it as {@code @HeaderParam("If-Match") @Nullable IfMatch} and call {@link #check} right after loading.
 */
@Schema(type = SchemaType.STRING, description = "The ETag of the version decided upon, in quotes")
public record IfMatch(int version) {

  /** Refuses with 428 when the condition is missing and with 412 when {@code aggregate} is at another version. */
  public static <A extends Aggregate> A check(@Nullable IfMatch condition, A aggregate) {
    check(condition, aggregate.version());
    return aggregate;
  }

  /** The same for what is no aggregate and counts its changes all the same. */
  public static void check(@Nullable IfMatch condition, int version) {
    if (condition == null) {
      throw new Refusal.ConditionMissing();
    }
    if (condition.version != version) {
      throw new Refusal.Stale();
    }
  }

  /** A weak or foreign tag never matches by strong comparison; it stands for a version that can't exist. */
  static IfMatch parse(String header) {
    var text = header.strip();
    if (text.matches("\"\\d{1,9}\"")) {
      return new IfMatch(Integer.parseInt(text.substring(1, text.length() - 1)));
    }
    if (text.matches("(W/)?\"[\\x21\\x23-\\x7e]*\"")) {
      return new IfMatch(-1);
    }
    throw new Refusal.Malformed("If-Match takes one ETag in quotes, as an answer gave it.");
  }

  /** Lets JAX-RS convert the header. */
  @Provider
  public static class Converter implements ParamConverterProvider {
    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
      return type != IfMatch.class ? null : (ParamConverter<T>) new ParamConverter<IfMatch>() {
        @Override
        public @Nullable IfMatch fromString(@Nullable String value) {
          return value == null || value.isBlank() ? null : parse(value);
        }

        @Override
        public String toString(IfMatch value) {
          return "\"" + value.version() + "\"";
        }
      };
    }
  }
}
