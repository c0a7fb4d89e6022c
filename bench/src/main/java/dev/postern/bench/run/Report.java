package dev.postern.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run as JSON and as a page; and what became slower since the last one that was kept. */
record Report(ObjectNode json, Path folder) {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final double NOTABLE = 0.10;

  static Report of(List<Bench.Outcome> outcomes, Path home) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    ObjectNode machine = root.putObject("machine");
    machine.put("processors", Runtime.getRuntime().availableProcessors());
    machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    machine.put("java", Runtime.version().toString());
    machine.put(
        "load_at_start", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    ArrayNode comparisons = root.putArray("comparisons");
    for (Bench.Outcome outcome : outcomes) {
      ObjectNode each = comparisons.addObject();
      each.put("name", outcome.comparison().name());
      each.set("ours", series(outcome.ours()));
      ArrayNode baselines = each.putArray("baselines");
      for (int i = 0; i < outcome.baselines().size(); i++) {
        ObjectNode baseline = series(outcome.baselines().get(i));
        baseline.put("ratio", Words.ratio(outcome.ours(), outcome.baselines().get(i)));
        baseline.put("reach", outcome.comparison().baselines().get(i).reach());
        baselines.add(baseline);
      }
    }
    return new Report(root, home.resolve("bench/results"));
  }

  private static ObjectNode series(Series series) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("figure", series.figure());
    json.put("unit", series.unit());
    json.put("more_is_better", series.moreIsBetter());
    json.put("median", series.median());
    series.samples().forEach(json.putArray("samples")::add);
    return json;
  }

  Path write() throws IOException {
    Files.createDirectories(folder);
    MAPPER.writeValue(folder.resolve("last.json").toFile(), json);
    Files.writeString(folder.resolve("last.html"), Page.of(json));
    return folder.resolve("last.html");
  }

  List<String> compareWithLast() throws IOException {
    Path last = folder.resolve("last.json");
    List<String> lines = new ArrayList<>();
    if (!Files.exists(last)) {
      return lines;
    }
    JsonNode before = MAPPER.readTree(last.toFile());
    for (JsonNode now : json.path("comparisons")) {
      for (JsonNode then : before.path("comparisons")) {
        if (then.path("name").equals(now.path("name"))) {
          change(then.path("ours"), now.path("ours")).ifPresent(lines::add);
        }
      }
    }
    return lines;
  }

  private static java.util.Optional<String> change(JsonNode then, JsonNode now) {
    double old = then.path("median").asDouble();
    double current = now.path("median").asDouble();
    double worse = now.path("more_is_better").asBoolean() ? 1 - current / old : current / old - 1;
    return worse <= NOTABLE
        ? java.util.Optional.empty()
        : java.util.Optional.of(
            String.format(
                Locale.ROOT,
                "slower than last time: %s, %s instead of %s %s",
                now.path("figure").asText(),
                Words.number(current),
                Words.number(old),
                now.path("unit").asText()));
  }
}
