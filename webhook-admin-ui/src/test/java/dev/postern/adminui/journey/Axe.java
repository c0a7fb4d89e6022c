package dev.postern.adminui.journey;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Deque's accessibility rules of WCAG 2.2 AA and below, asked of the page as it stands. */
final class Axe {
  private static final String RULES = read();
  private static final String ASK =
      """
      async () => {
        const found = await axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
          resultTypes: ['violations']
        });
        return found.violations.flatMap((rule) => rule.nodes.map((node) =>
          rule.id + ': ' + node.target.join(' ') + ' — '
            + (node.failureSummary || '').split('\\n').slice(1, 2).join(' ').trim()));
      }
      """;

  private Axe() {}

  /** A line for each element that breaks a rule. */
  @SuppressWarnings("unchecked")
  static List<String> violations(Page page) {
    if (Boolean.FALSE.equals(page.evaluate("() => typeof axe === 'object'"))) {
      page.evaluate(RULES);
    }
    return (List<String>) page.evaluate(ASK);
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
