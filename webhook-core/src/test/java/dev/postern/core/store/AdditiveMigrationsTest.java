package dev.postern.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nodes of neighbouring versions work over the same tables on PostgreSQL: migrations add, and take
 * nothing away that an older node reads or leaves out of what it writes. H2 has one node.
 */
class AdditiveMigrationsTest {
  private static final Pattern CREATED = Pattern.compile("create table (?:if not exists )?(\\w+)");
  private static final Pattern ALTERED = Pattern.compile("alter table (?:if exists |only )*(\\w+)");
  private static final Pattern TAKES_AWAY =
      Pattern.compile(
          "^drop (table|view|sequence|type|function)\\b|\\bdrop column\\b|\\brename\\b"
              + "|\\bset not null\\b|\\bset data type\\b|\\balter (column )?\\w+ type\\b"
              + "|\\badd (constraint|check|unique|primary|foreign)\\b");
  private static final Pattern DEMANDED =
      Pattern.compile("\\badd (column )?[^,]*\\bnot null\\b(?![^,]*\\bdefault\\b)");
  private static final Pattern GIVEN = Pattern.compile("\\bdefault\\b[^,]*\\bnot null\\b");

  @Test
  void migrations_on_postgresql_only_add() throws IOException {
    List<Path> scripts = new ArrayList<>();
    for (String module : List.of("core", "ingest", "outbound")) {
      try (Stream<Path> all =
          Files.walk(Path.of("../webhook-" + module + "/src/main/resources/db"))) {
        all.filter(it -> it.toString().endsWith(".sql"))
            .filter(it -> !it.toString().contains("/h2/"))
            .forEach(scripts::add);
      }
    }
    assertThat(scripts).hasSizeGreaterThan(30);
    for (Path script : scripts) {
      assertThat(contracting(Files.readString(script))).as(script.toString()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop table webhook",
        "alter table webhook drop column a",
        "ALTER TABLE webhook RENAME COLUMN a TO b",
        "alter table webhook alter column a set not null",
        "alter table webhook alter column a type text",
        "alter table webhook alter a set data type text",
        "alter table webhook add column a text not null",
        "alter table webhook add a text not null, add b text not null default ''",
        "alter table webhook add constraint short check (a < 3)",
      })
  void what_an_older_node_cannot_live_with_is_found(String statement) {
    assertThat(contracting("-- why\n" + statement + ";\n")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table b (a text not null); alter table b add constraint c check (a <> '')",
        "alter table webhook add column a text",
        "alter table webhook add column a text not null default ''",
        "alter table webhook add column a text default '' not null",
        "alter table webhook alter column a drop not null",
        "drop index webhook_a -- drop table webhook",
      })
  void what_it_can_is_not(String script) {
    assertThat(contracting(script)).isEmpty();
  }

  private static List<String> contracting(String script) {
    String plain = script.replaceAll("--.*", "").toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    Set<String> own =
        CREATED.matcher(plain).results().map(it -> it.group(1)).collect(Collectors.toSet());
    return Arrays.stream(plain.split(";"))
        .map(String::strip)
        .filter(it -> it.startsWith("drop ") || it.startsWith("alter "))
        .filter(it -> !isOf(own, it))
        .filter(it -> TAKES_AWAY.matcher(it).find() || demands(it))
        .toList();
  }

  /** Of a table that no older node knows. */
  private static boolean isOf(Set<String> own, String statement) {
    Matcher altered = ALTERED.matcher(statement);
    return altered.lookingAt() && own.contains(altered.group(1));
  }

  private static boolean demands(String statement) {
    return DEMANDED.matcher(statement).results().anyMatch(it -> !GIVEN.matcher(it.group()).find());
  }
}
