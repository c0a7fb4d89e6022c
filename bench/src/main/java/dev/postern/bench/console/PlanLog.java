package dev.postern.bench.console;

import dev.postern.bench.run.Postgres;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What PostgreSQL did for each gesture: the plans of the console's own statements, by auto_explain.
 */
final class PlanLog {
  private static final String FILE = "postgres.log";
  private final Path file;
  private final String url;

  PlanLog(Path folder, String url) {
    this.file = folder.resolve(FILE);
    this.url = url;
  }

  /** Loaded and silent. */
  static Map<String, String> settings(Path folder) {
    return Map.of(
        "logging_collector",
        "on",
        "log_directory",
        "'" + folder + "'",
        "log_filename",
        FILE,
        "session_preload_libraries",
        "auto_explain");
  }

  Map<String, String> of(Visitor visitor, List<Gesture> gestures) throws Exception {
    Map<String, String> plans = new LinkedHashMap<>();
    explain(true);
    try {
      for (String range : List.of("1h", "24h", "7d")) {
        long from = length();
        visitor.overview(range);
        plans.put("overview, " + range, since(from));
      }
      visitor.deliveries();
      for (Gesture gesture : gestures) {
        long from = length();
        visitor.time(gesture);
        plans.put(gesture.name(), since(from));
        visitor.back();
      }
    } finally {
      explain(false);
    }
    return plans;
  }

  private void explain(boolean on) throws SQLException {
    String from = on ? "0" : "-1";
    Postgres.execute(url, "alter system set auto_explain.log_min_duration = " + from);
    Postgres.execute(url, "alter system set auto_explain.log_analyze = " + on);
    Postgres.execute(url, "alter system set auto_explain.log_buffers = " + on);
    Postgres.execute(url, "select pg_reload_conf()");
  }

  private long length() throws IOException {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      return log.length();
    }
  }

  private String since(long from) throws IOException {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      byte[] text = new byte[(int) (log.length() - from)];
      log.seek(from);
      log.readFully(text);
      return new String(text, StandardCharsets.UTF_8);
    }
  }
}
