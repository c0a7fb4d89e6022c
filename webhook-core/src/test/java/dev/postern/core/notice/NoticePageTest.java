package dev.postern.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever is woken by a notice finds it in {@code docs/operations.md}, with what to do. */
class NoticePageTest {
  private static final Pattern RAISES = Pattern.compile("new (?:Raised)?Notice\\(");
  private static final Pattern KIND =
      Pattern.compile("(?<!Change\\.of\\()\"([a-z_]+\\.[a-z_]+)\"|KIND = \"([a-z_.]+)\"");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+`) \\| [^|]+ \\|$");
  private static final Pattern WORD = Pattern.compile("`([^`]+)`");

  @Test
  void every_kind_of_notice_has_a_row_and_every_row_is_a_kind() throws IOException {
    assertThat(rows()).isEqualTo(kinds());
  }

  private static Set<String> rows() throws IOException {
    String page = Files.readString(Path.of("../docs/operations.md"));
    String table = page.substring(page.indexOf("\n### Notices\n"));
    return ROW.matcher(table)
        .results()
        .flatMap(row -> WORD.matcher(row.group(1)).results())
        .map(word -> word.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Dotted words in the classes that make notices are the kinds of them, but for what they tell the
   * trail.
   */
  private static Set<String> kinds() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      return modules
          .map(module -> module.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .flatMap(NoticePageTest::sources)
          .filter(source -> RAISES.matcher(source).find())
          .flatMap(source -> KIND.matcher(source).results())
          .map(NoticePageTest::kind)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String kind(MatchResult literal) {
    return literal.group(1) == null ? literal.group(2) : literal.group(1);
  }

  private static Stream<String> sources(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(NoticePageTest::text)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
