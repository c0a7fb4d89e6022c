package dev.postern.bench.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A run as a table for people, as JSON, and its plans. */
final class ConsoleReport {
  private final Path folder;
  private final long deliveries;
  private final List<Timed> figures = new ArrayList<>();
  private String plans = "";

  ConsoleReport(Path home, long deliveries) {
    this.folder = home.resolve("bench/results");
    this.deliveries = deliveries;
  }

  /** Told at once: a run takes long. */
  void add(Timed figure) {
    figures.add(figure);
    System.out.println(line(figure));
  }

  void plans(Map<String, String> byGesture) {
    plans =
        byGesture.entrySet().stream()
            .map(each -> "## " + each.getKey() + "\n" + each.getValue())
            .collect(Collectors.joining("\n"));
  }

  static String line(Timed it) {
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f %s | %,.0f | %s | %s |",
        it.name(),
        it.median(),
        it.unit(),
        it.p95(),
        it.alone() == null ? "–" : String.format(Locale.ROOT, "%.1f", it.alone()),
        it.limit() == null ? "–" : it.p95() <= it.limit() ? "held" : "missed");
  }

  Path write() throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode root = mapper.createObjectNode();
    root.put("at", InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS).toString());
    root.put("processors", Runtime.getRuntime().availableProcessors());
    root.put("java", Runtime.version().toString());
    root.put("deliveries", deliveries);
    root.set("figures", mapper.valueToTree(figures));
    Files.createDirectories(folder);
    mapper.writeValue(folder.resolve("console.json").toFile(), root);
    if (!plans.isEmpty()) {
      Files.writeString(folder.resolve("console-plans.txt"), plans);
    }
    return folder.resolve("console.json");
  }
}
