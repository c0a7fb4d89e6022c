package dev.postern.core.signature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of a {@link CustomScheme}: {@code signature_header} (the one required member),
 * {@code prefix}, {@code template}, {@code algorithm}, {@code encoding}, {@code timestamp_header},
 * {@code timestamp_unit}, {@code tolerance} (ISO 8601), {@code id_header}, {@code event_id}, {@code
 * event_type}. Pure and thread-safe.
 */
public final class CustomSchemeJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private CustomSchemeJson() {}

  /** What a description turned out to be. */
  public sealed interface Outcome {
    record Described(CustomScheme scheme) implements Outcome {}

    /** Everything that is wrong with it. */
    record Faulty(List<Fault> faults) implements Outcome {}
  }

  /** How a member is wrong. */
  public enum Kind {
    UNKNOWN,
    MISSING,
    WRONG
  }

  /**
   * @param pointer JSON Pointer to the member inside the description
   * @param sentence for the person who wrote it
   */
  public record Fault(String pointer, Kind kind, String sentence) {}

  public static Outcome read(String text) {
    try {
      return read(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return new Outcome.Faulty(
          List.of(new Fault("", Kind.WRONG, "It is not JSON: " + e.getOriginalMessage())));
    }
  }

  public static Outcome read(JsonNode description) {
    return description instanceof ObjectNode object
        ? new CustomSchemeMembers(object).read()
        : new Outcome.Faulty(List.of(new Fault("", Kind.WRONG, "It is an object.")));
  }

  /** Every member, absent ones as null. */
  public static ObjectNode write(CustomScheme scheme) {
    CustomScheme.Timestamp stamp = scheme.timestamp();
    Duration tolerance = stamp == null ? null : stamp.tolerance();
    CustomScheme.TimestampUnit unit =
        stamp == null ? CustomScheme.TimestampUnit.SECONDS : stamp.unit();
    return JsonNodeFactory.instance
        .objectNode()
        .put("signature_header", scheme.digest().header())
        .put("prefix", scheme.digest().prefix())
        .put("template", scheme.template())
        .put("algorithm", word(scheme.digest().algorithm()))
        .put("encoding", word(scheme.digest().encoding()))
        .put("timestamp_header", stamp == null ? null : stamp.header())
        .put("timestamp_unit", word(unit))
        .put("tolerance", tolerance == null ? null : "PT" + tolerance.toSeconds() + "S")
        .put("id_header", scheme.idHeader())
        .put("event_id", scheme.event().id())
        .put("event_type", scheme.event().type());
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> @Nullable E constant(Class<E> type, String word) {
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(word.toLowerCase(Locale.ROOT))) {
        return constant;
      }
    }
    return null;
  }
}
