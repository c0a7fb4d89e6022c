package dev.postern.core.signature.scheme;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a body may have been before something on its way changed it, by what would have done it.
 * Large bodies are not re-serialised.
 */
final class BodyVariants {
  static final String NEWLINE = "trailing_newline";
  static final String LINE_ENDINGS = "line_endings_changed";
  static final String RESERIALISED = "body_reserialised";
  static final String CHARSET = "charset_changed";
  static final String WHITE_SPACE = "white_space_changed";
  static final String LOST = "body_not_captured";

  private static final int LARGEST_RESERIALISED = 256 * 1024;
  private static final ObjectMapper JSON =
      new ObjectMapper(JsonScalars.JSON)
          .configure(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, true);

  private BodyVariants() {}

  /** Candidates with the code of what explains each; the most likely first. */
  static Map<byte[], String> of(byte[] body) {
    Map<byte[], String> variants = new LinkedHashMap<>();
    String text = new String(body, UTF_8);
    put(variants, text.replaceFirst("\\r?\\n\\z", ""), NEWLINE);
    put(variants, text + "\n", NEWLINE);
    put(variants, text + "\r\n", NEWLINE);
    put(variants, text.replace("\r\n", "\n"), LINE_ENDINGS);
    put(variants, text.replaceAll("(?<!\\r)\\n", "\r\n"), LINE_ENDINGS);
    put(variants, text.strip(), WHITE_SPACE);
    if (body.length <= LARGEST_RESERIALISED) {
      reserialised(variants, text);
    }
    put(variants, text.startsWith("\uFEFF") ? text.substring(1) : "\uFEFF" + text, CHARSET);
    variants.put(text.getBytes(ISO_8859_1), CHARSET);
    variants.put(new String(body, ISO_8859_1).getBytes(UTF_8), CHARSET);
    variants.put(new byte[0], LOST);
    return variants;
  }

  private static void put(Map<byte[], String> variants, String text, String code) {
    variants.put(text.getBytes(UTF_8), code);
  }

  private static void reserialised(Map<byte[], String> variants, String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      String compact = JSON.writeValueAsString(tree);
      String spaced = JSON.writer(new SpacedPrinter()).writeValueAsString(tree);
      put(variants, compact, RESERIALISED);
      put(variants, spaced, RESERIALISED);
      put(variants, ascii(compact), RESERIALISED);
      put(variants, ascii(spaced), RESERIALISED);
      put(variants, compact.replace("/", "\\/"), RESERIALISED);
      put(variants, ascii(compact.replace("/", "\\/")), RESERIALISED);
      for (String indent : new String[] {"  ", "    "}) {
        put(
            variants,
            JSON.writer(new IndentedPrinter(indent)).writeValueAsString(tree),
            RESERIALISED);
      }
    } catch (JsonProcessingException | NumberFormatException e) {
      // No JSON, or a number that cannot be: nobody re-serialised it.
      return;
    }
  }

  private static String ascii(String json) {
    StringBuilder escaped = new StringBuilder(json.length());
    for (char c : json.toCharArray()) {
      escaped.append(c < 128 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return escaped.toString();
  }

  /** As Python writes by default: a space behind commas and colons, on one line. */
  private static final class SpacedPrinter extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator g) throws IOException {
      g.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator g) throws IOException {
      g.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator g) throws IOException {
      g.writeRaw(", ");
    }
  }

  /** As JavaScript and Python indent: a colon and a space, one element a line. */
  private static final class IndentedPrinter extends DefaultPrettyPrinter {
    private static final long serialVersionUID = 1L;

    IndentedPrinter(String indent) {
      DefaultIndenter lines = new DefaultIndenter(indent, "\n");
      indentObjectsWith(lines);
      indentArraysWith(lines);
    }

    @Override
    public DefaultPrettyPrinter createInstance() {
      return this;
    }

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator g) throws IOException {
      g.writeRaw(": ");
    }
  }
}
