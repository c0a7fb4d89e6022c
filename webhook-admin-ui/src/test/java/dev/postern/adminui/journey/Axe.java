package dev.postern.adminui.journey;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Deque's accessibility rules of WCAG 2.2 AA and below, asked of the page as it stands. */
final class Axe {
  private static final String RULES = read();
  private static final String ASK =
      """
      async (only) => {
        const found = await axe.run(document, {
          runOnly: only,
          resultTypes: ['violations']
        });
        return found.violations.flatMap((rule) => rule.nodes.map((node) =>
          rule.id + ': ' + node.target.join(' ') + ' — '
            + (node.failureSummary || '').split('\\n').slice(1, 2).join(' ').trim()));
      }
      """;

  private static final List<String> ALL =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  /** Those that look at colours: whatever else there is of a page is the same in every scheme. */
  private static final Map<String, Object> COLOURS =
      Map.of("type", "rule", "values", List.of("color-contrast", "link-in-text-block"));

  private Axe() {}

  /** A line for each element that breaks a rule. */
  static List<String> violations(Page page) {
    return ask(page, ALL);
  }

  static List<String> coloursIn(Page page) {
    return ask(page, COLOURS);
  }

  @SuppressWarnings("unchecked")
  private static List<String> ask(Page page, Object only) {
    if (Boolean.FALSE.equals(page.evaluate("() => typeof axe === 'object'"))) {
      page.evaluate(RULES);
    }
    return (List<String>) page.evaluate(ASK, only);
  }

  private static String read() {
    try (InputStream in =
        Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
