package dev.postern.core.signature.scheme;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;

/**
 * A JSON text as the usual serialisers write it: tokens in their order, numbers digit for digit.
 */
final class Reserialised {
  private Reserialised() {}

  /**
   * @throws IOException when the text is no JSON
   */
  static List<String> of(String json) throws IOException {
    String compact = written(json, new MinimalPrettyPrinter());
    String spaced = written(json, new SpacedPrinter());
    String slashed = compact.replace("/", "\\/");
    return List.of(
        compact,
        spaced,
        ascii(compact),
        ascii(spaced),
        slashed,
        ascii(slashed),
        safeInHtml(compact),
        written(json, new IndentedPrinter("  ")),
        written(json, new IndentedPrinter("    ")));
  }

  private static String written(String json, PrettyPrinter printer) throws IOException {
    StringWriter text = new StringWriter(json.length());
    try (JsonParser in = JsonScalars.JSON.createParser(json);
        JsonGenerator out = JsonScalars.JSON.createGenerator(text)) {
      out.setPrettyPrinter(printer);
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token.isNumeric()) {
          out.writeNumber(in.getText());
        } else {
          out.copyCurrentEvent(in);
        }
      }
    }
    return text.toString();
  }

  private static String ascii(String json) {
    StringBuilder escaped = new StringBuilder(json.length());
    for (char c : json.toCharArray()) {
      escaped.append(c < 128 ? String.valueOf(c) : escape(c));
    }
    return escaped.toString();
  }

  /** As Go and Rails write, so that JSON may stand in a page. */
  private static String safeInHtml(String json) {
    return Stream.of('<', '>', '&', '\u2028', '\u2029')
        .reduce(json, (text, c) -> text.replace(c.toString(), escape(c)), String::concat);
  }

  private static String escape(char c) {
    return String.format("\\u%04x", (int) c);
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

  /** As JavaScript and Python indent: a colon and a space, one element a line, {@code []}. */
  private static final class IndentedPrinter extends DefaultPrettyPrinter {
    private static final long serialVersionUID = 1L;

    IndentedPrinter(String indent) {
      super(
          Separators.createDefaultInstance()
              .withObjectEmptySeparator("")
              .withArrayEmptySeparator(""));
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
