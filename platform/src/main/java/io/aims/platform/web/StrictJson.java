package io.aims.platform.web;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.ToIntFunction;

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
        .addDeserializer(LocalDate.class,
            new DateText<>(LocalDate.class, LocalDateDeserializer.INSTANCE, LocalDate::getYear))
        .addDeserializer(Instant.class, new DateText<>(Instant.class, InstantDeserializer.INSTANT,
            time -> time.atOffset(ZoneOffset.UTC).getYear())));
    mapper.getFactory().setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH).build());
  }

  /** Only text, of the years 0 to 9999: anything else is no date of RFC 3339 (section 1), and no schema lets it pass on. */
  private static final class DateText<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final JsonDeserializer<T> reads;
    private final ToIntFunction<T> year;

    DateText(Class<T> type, JsonDeserializer<T> reads, ToIntFunction<T> year) {
      super(type);
      this.reads = reads;
      this.year = year;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (!json.hasToken(JsonToken.VALUE_STRING) || json.getText().chars().noneMatch(it -> it == '-')) {
        return (T) context.handleUnexpectedToken(handledType(), json);
      }
      var text = json.getText();
      var date = reads.deserialize(json, context);
      return year.applyAsInt(date) < 0 || year.applyAsInt(date) > 9999
          ? (T) context.handleWeirdStringValue(handledType(), text, "a year has four digits")
          : date;
    }
  }

  /** Text that can't be kept is refused at the door. */
  private static final class CleanText extends StringDeserializer {
    private static final long serialVersionUID = 1L;

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
      var text = super.deserialize(json, context);
      return text == null || Texts.clean(text)
          ? text
          : (String) context.handleWeirdStringValue(String.class, "", "a character that can't be kept");
    }
  }
}
