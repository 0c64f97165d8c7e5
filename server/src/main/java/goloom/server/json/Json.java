package goloom.server.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import goloom.worker.protocol.Event;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.type.LogicalType;

/**
 * The one JSON mapper: strict in what it reads (no unknown or doubled fields, no missing or null
 * primitives, no texts for numbers nor numbers for texts), and leaving out what is null in what it
 * writes.
 */
public final class Json {
  private Json() {}

  public static final ObjectMapper MAPPER = mapper();

  /** Events, {@code type} first. */
  private static final ObjectWriter EVENTS = MAPPER.writerFor(Event.class);

  /** How an outcome goes on after its type. */
  private static final String OWN_ID = ",\"id\"";

  /** An event as the public protocol has it, on one line. */
  public static String of(Event event) {
    return EVENTS.writeValueAsString(event);
  }

  /**
   * The same for a frame: {@code idJson}, itself JSON, is repeated after the type. An outcome's own
   * {@code id} is {@code outcome} there.
   */
  public static String of(Event event, String idJson) {
    String json = of(event);
    int afterType = json.indexOf(',');
    String rest = json.substring(afterType);
    if (event instanceof Event.Outcome) {
      rest = ",\"outcome\"" + rest.substring(OWN_ID.length());
    }
    return json.substring(0, afterType) + ",\"id\":" + idJson + rest;
  }

  private static ObjectMapper mapper() {
    return JsonMapper.builder(
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(LogicalType.Textual, Json::noNumbers)
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
        .changeDefaultPropertyInclusion(
            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
        .addMixIn(Event.class, TypeFirst.class)
        .registerSubtypes(eventNames())
        .build();
  }

  /** A number is no text, though it could be written as one. */
  private static void noNumbers(MutableCoercionConfig texts) {
    texts
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }

  private static NamedType[] eventNames() {
    return Stream.concat(
            Arrays.stream(Event.class.getPermittedSubclasses()),
            Arrays.stream(Event.OfProgram.class.getPermittedSubclasses()))
        .filter(Class::isRecord)
        .map(type -> new NamedType(type, type.getSimpleName().toLowerCase(Locale.ROOT)))
        .toArray(NamedType[]::new);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.PROPERTY, property = "type")
  private interface TypeFirst {}
}
