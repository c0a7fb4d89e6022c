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
  private static final Pattern UNIQUE =
      Pattern.compile(
          "create unique index (?:concurrently )?(?:if not exists )?(?:\\w+ )?on (?:only )?(\\w+)");
  private static final Pattern CHANGES = Pattern.compile("^(drop|alter|create unique) ");
  private static final Pattern TAKES_AWAY =
      Pattern.compile(
          "^create unique\\b|^drop (table|view|sequence|type|function)\\b|\\bdrop column\\b"
              + "|\\bdrop default\\b|\\brename\\b"
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
        "create unique index webhook_a on webhook (a)",
        "create unique index concurrently if not exists webhook_a on webhook (a)",
        "alter table webhook alter column a drop default",
        "alter table webhook add a numeric(9,2) not null",
        "alter table webhook add a text check (coalesce(a, '') <> '') not null",
      })
  void what_an_older_node_cannot_live_with_is_found(String statement) {
    assertThat(contracting("-- why\n" + statement + ";\n")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table b (a text not null); alter table b add constraint c check (a <> '')",
        "create table b (a text); create unique index b_a on b (a)",
        "create index webhook_a on webhook (a)",
        "alter table webhook add a numeric(9,2) not null default 0",
        "alter table webhook add a numeric(9,2), add b text not null default ''",
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
        .filter(it -> CHANGES.matcher(it).find())
        .filter(it -> !isOf(own, it))
        .filter(it -> TAKES_AWAY.matcher(it).find() || demands(it))
        .toList();
  }

  /** Of a table that no older node knows. */
  private static boolean isOf(Set<String> own, String statement) {
    return Stream.of(ALTERED, UNIQUE)
        .map(pattern -> pattern.matcher(statement))
        .anyMatch(changed -> changed.lookingAt() && own.contains(changed.group(1)));
  }

  private static boolean demands(String statement) {
    // Commas part columns only outside of parentheses.
    String flat = statement;
    for (String before = ""; !flat.equals(before); ) {
      before = flat;
      flat = flat.replaceAll("\\([^()]*\\)", "");
    }
    return DEMANDED.matcher(flat).results().anyMatch(it -> !GIVEN.matcher(it.group()).find());
  }
}
