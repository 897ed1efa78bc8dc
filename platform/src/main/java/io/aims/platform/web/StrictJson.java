package io.aims.platform.web;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.LocalDateDeserializer;

import io.quarkus.jackson.ObjectMapperCustomizer;

/** Reads our own formats strictly: what a client did not mean must not be guessed (RFC 8259, I-JSON RFC 7493 section 2.3). */
@Singleton
class StrictJson implements ObjectMapperCustomizer {
  private static final int DEPTH = 64;

  /** Behind Quarkus' own: the module that is registered last reads first. */
  @Override
  public int priority() {
    return MINIMUM_PRIORITY;
  }

  @Override
  @SuppressWarnings("deprecation")
  public void customize(ObjectMapper mapper) {
    mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
    mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    mapper.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
    mapper.coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    mapper.registerModule(new SimpleModule().addDeserializer(String.class, new CleanText())
        .addDeserializer(LocalDate.class, new YearOfFourDigits<>(LocalDate.class, LocalDateDeserializer.INSTANCE))
        .addDeserializer(Instant.class, new YearOfFourDigits<>(Instant.class, InstantDeserializer.INSTANT)));
    mapper.getFactory().setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH).build());
  }

  /** Other years are no date of RFC 3339 (section 1), and no schema lets them pass on. */
  private static final class YearOfFourDigits<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final JsonDeserializer<T> reads;

    YearOfFourDigits(Class<T> type, JsonDeserializer<T> reads) {
      super(type);
      this.reads = reads;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return json.hasToken(JsonToken.VALUE_STRING) && json.getText().matches("[+-].*")
          ? (T) context.handleWeirdStringValue(handledType(), json.getText(), "a year has four digits")
          : reads.deserialize(json, context);
    }
  }

  /** PostgreSQL keeps no U+0000, and half a surrogate pair is no character: refused at the door (RFC 7493 section 2.1). */
  private static final class CleanText extends StringDeserializer {
    private static final long serialVersionUID = 1L;

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
      var text = super.deserialize(json, context);
      return text == null || clean(text)
          ? text
          : (String) context.handleWeirdStringValue(String.class, "", "a character that can't be kept");
    }

    private static boolean clean(String text) {
      return text.codePoints().noneMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
  }
}
