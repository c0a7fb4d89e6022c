package dev.postern.core.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the egress corpus from the test resources. */
public final class Corpus {
  // Refused by an earlier rule than the corpus names: a final dot, and any @ in the authority.
  private static final Map<String, String> REFUSED_EARLIER =
      Map.of(
          "https://metadata.google.internal./", "REJECT_SYNTAX",
          "https://hooks.example.com\uff03@127.0.0.1/", "REJECT_USERINFO");

  /** One input and the verdict it must get. */
  public record Line(String input, String verdict, String reason) {
    /** The word that a refusal by the text alone must say. */
    public String refusal() {
      return REFUSED_EARLIER.getOrDefault(input, verdict);
    }

    @Override
    public String toString() {
      return verdict + " " + (input.length() > 80 ? input.substring(0, 80) + "…" : input);
    }
  }

  private Corpus() {}

  public static List<Line> urls() {
    return lines("nasty-urls.txt");
  }

  static List<Line> cidrs() {
    return lines("blocked-cidrs.txt");
  }

  private static List<Line> lines(String file) {
    return read(file).lines().filter(line -> !line.startsWith("#")).map(Corpus::line).toList();
  }

  private static Line line(String line) {
    int tab = line.indexOf('\t');
    String verdict = line.substring(tab + 1);
    int colon = verdict.indexOf(':');
    return new Line(
        unescaped(line.substring(0, tab)),
        verdict.substring(0, colon),
        verdict.substring(colon + 1).strip());
  }

  // Only the escapes the corpus names: String.translateEscapes would take more than those.
  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char kind = text.charAt(++i);
      switch (kind) {
        case 't' -> out.append('\t');
        case 'r' -> out.append('\r');
        case 'n' -> out.append('\n');
        case '\\' -> out.append('\\');
        case 'u' -> {
          out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> throw new IllegalStateException("unknown escape \\" + kind);
      }
    }
    return out.toString();
  }

  private static String read(String file) {
    try (InputStream in = Corpus.class.getResourceAsStream("/egress/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
