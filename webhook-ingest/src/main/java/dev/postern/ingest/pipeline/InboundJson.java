package dev.postern.ingest.pipeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.postern.core.json.HugeExponents;
import java.io.IOException;
import java.util.Optional;

/** Providers' JSON, within limits: a body must not cost more than its bytes. Thread-safe. */
public final class InboundJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(200)
                  .maxNumberLength(1000)
                  .maxNameLength(64 * 1024)
                  .maxStringLength(16 * 1024 * 1024)
                  .build())
          .build();

  private static final ObjectReader READER =
      JsonMapper.builder(FACTORY)
          .addModule(HugeExponents.refused())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          // 1.10 is what was signed, so 1.10 is what is passed on.
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .readerFor(JsonNode.class);

  private InboundJson() {}

  /** A parser within the same limits; whoever opens it closes it. */
  public static JsonParser parser(byte[] body) throws IOException {
    return FACTORY.createParser(body);
  }

  /** Empty when the bytes are not one JSON value within the limits. */
  public static Optional<JsonNode> parse(byte[] body) {
    try {
      JsonNode tree = READER.readTree(body);
      return tree == null || tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }
}
