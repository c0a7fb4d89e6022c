package dev.postern.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The figures that were kept, as JSON and as a page. What is measured again takes the place of what
 * was measured before; what became slower than what was last committed is said.
 *
 * @param committed what measurements are compared with: a run of this morning is not the habit
 */
record Report(ObjectNode json, JsonNode committed, Path folder) {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String FILE = "last.json";
  private static final double NOTABLE = 0.10;

  /** What is kept there; empty at first. */
  static Report in(Path folder) throws IOException, InterruptedException {
    Path kept = folder.resolve(FILE);
    return new Report(
        Files.exists(kept)
            ? (ObjectNode) MAPPER.readTree(kept.toFile())
            : MAPPER.createObjectNode(),
        committed(folder),
        folder);
  }

  /** Missing where there is no repository, or nothing of it in there. */
  private static JsonNode committed(Path folder) throws IOException, InterruptedException {
    if (!Files.isDirectory(folder)) {
      return MissingNode.getInstance();
    }
    Process git =
        new ProcessBuilder("git", "show", "HEAD:./" + FILE)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    byte[] text = git.getInputStream().readAllBytes();
    return git.waitFor() == 0 ? MAPPER.readTree(text) : MissingNode.getInstance();
  }

  /** What became more than a tenth slower by it. */
  List<String> add(Bench.Outcome outcome, Instant at) {
    ObjectNode now = comparison(outcome, at);
    ArrayNode comparisons = json.withArray("comparisons");
    int place = place(comparisons, now);
    if (place < comparisons.size()) {
      comparisons.set(place, now);
    } else {
      comparisons.add(now);
    }
    JsonNode then = committed.path("comparisons");
    return change(then.path(place(then, now)).path("ours"), now.path("ours")).stream().toList();
  }

  /** Where the comparison of that name is; the end when it is nowhere. */
  private static int place(JsonNode comparisons, JsonNode wanted) {
    int place = 0;
    while (place < comparisons.size()
        && !comparisons.path(place).path("name").equals(wanted.path("name"))) {
      place++;
    }
    return place;
  }

  private static ObjectNode comparison(Bench.Outcome outcome, Instant at) {
    ObjectNode each = MAPPER.createObjectNode();
    each.put("name", outcome.comparison().name());
    each.put("at", at.truncatedTo(ChronoUnit.SECONDS).toString());
    each.set("ours", series(outcome.ours()));
    ArrayNode baselines = each.putArray("baselines");
    for (int i = 0; i < outcome.baselines().size(); i++) {
      ObjectNode baseline = series(outcome.baselines().get(i));
      baseline.put("ratio", Words.ratio(outcome.ours(), outcome.baselines().get(i)));
      baseline.put("reach", outcome.comparison().baselines().get(i).reach());
      baselines.add(baseline);
    }
    return each;
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

  Path write(Instant at) throws IOException {
    json.put("at", at.truncatedTo(ChronoUnit.SECONDS).toString());
    ObjectNode machine = json.putObject("machine");
    machine.put("processors", Runtime.getRuntime().availableProcessors());
    machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    machine.put("java", Runtime.version().toString());
    Files.createDirectories(folder);
    MAPPER.writeValue(folder.resolve(FILE).toFile(), json);
    Files.writeString(folder.resolve("last.html"), Page.of(json));
    return folder.resolve("last.html");
  }

  private static Optional<String> change(JsonNode then, JsonNode now) {
    double old = then.path("median").asDouble();
    double current = now.path("median").asDouble();
    if (old == 0) {
      return Optional.empty();
    }
    double worse = now.path("more_is_better").asBoolean() ? 1 - current / old : current / old - 1;
    return worse <= NOTABLE
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "slower than what was last committed: %s, %s instead of %s %s",
                now.path("figure").asText(),
                Words.number(current),
                Words.number(old),
                now.path("unit").asText()));
  }
}
