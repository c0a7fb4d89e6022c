package dev.postern.bench.faults;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeMap;

/** The table between the marks of {@code docs/reliability.md}, kept row by row. */
final class RecordedTable {
  private static final String BEGIN = "<!-- faults: begin -->\n";
  private static final String END = "<!-- faults: end -->";

  private RecordedTable() {}

  /**
   * Puts rows into the page. One command at a time: another may be played beside this one, scenario
   * 14 say.
   */
  static void put(Path page, List<Played> all, Table.Run run) throws IOException {
    try (FileChannel file = FileChannel.open(page, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      Files.writeString(page, with(Files.readString(page), all, run));
    }
  }

  /**
   * The page with a row in place of each scenario's last one, or at its place by number. All else
   * is left as it is; so is the row of a full form when a smaller one was played, and that of what
   * was not.
   *
   * @throws IllegalArgumentException when there are no marks, or no table with these columns
   */
  static String with(String page, List<Played> all, Table.Run run) {
    int begin = page.indexOf(BEGIN);
    int table = page.indexOf(Table.HEAD, Math.max(begin, 0));
    if (begin < 0 || table < 0 || table > page.indexOf(END, begin)) {
      throw new IllegalArgumentException("no table between the marks, or one of other columns");
    }
    int from = table + Table.HEAD.length();
    int to = from;
    TreeMap<Integer, String> rows = new TreeMap<>();
    while (page.startsWith("|", to)) {
      int next = page.indexOf('\n', to) + 1;
      String row = page.substring(to, next);
      rows.put(Integer.parseInt(column(row, 1)), row);
      to = next;
    }
    for (Played played : all) {
      if (!(played.outcome() instanceof Outcome.NotRun)) {
        rows.merge(
            played.scenario().number(),
            Table.line(played, run),
            (kept, now) -> run.form() == Form.SMALL && isFull(kept) ? kept : now);
      }
    }
    return page.substring(0, from) + String.join("", rows.values()) + page.substring(to);
  }

  private static boolean isFull(String row) {
    return column(row, 2).equals(Form.FULL.word());
  }

  private static String column(String row, int number) {
    return row.split("\\|")[number].strip();
  }
}
