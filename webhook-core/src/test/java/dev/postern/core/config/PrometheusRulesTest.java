package dev.postern.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The alert rules over made-up figures, judged by Prometheus's own tool. */
class PrometheusRulesTest {
  private static final Path FOLDER = Path.of("../deploy/prometheus");
  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

  @Test
  void rules_fire_when_something_is_wrong_and_only_then() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(PROMTOOL), "promtool is here");
    Process process =
        new ProcessBuilder(
                PROMTOOL.toString(), "test", "rules", FOLDER.resolve("alerts.test.yml").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("SUCCESS");
  }

  @Test
  void every_rule_fires_in_the_file_of_tests_and_is_in_the_runbook() throws Exception {
    Set<String> rules = new TreeSet<>();
    List<String> runbooks = new ArrayList<>();
    for (JsonNode group : yaml("alerts.yml").path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        rules.add(rule.path("alert").asText());
        runbooks.add(rule.at("/annotations/runbook").asText());
      }
    }
    Set<String> fired = new TreeSet<>();
    for (JsonNode test : yaml("alerts.test.yml").path("tests")) {
      for (JsonNode asked : test.path("alert_rule_test")) {
        if (!asked.path("exp_alerts").isEmpty()) {
          fired.add(asked.path("alertname").asText());
        }
      }
    }
    assertThat(fired).isEqualTo(rules);
    String operations = Files.readString(Path.of("../docs/operations.md"));
    assertThat(rules).allMatch(rule -> operations.contains("\n### " + rule + "\n"), "is explained");
    assertThat(runbooks)
        .containsExactlyInAnyOrderElementsOf(
            rules.stream()
                .map(rule -> "docs/operations.md#" + rule.toLowerCase(Locale.ROOT))
                .toList());
  }

  private static JsonNode yaml(String file) throws Exception {
    return new YAMLMapper().readTree(Files.readString(FOLDER.resolve(file)));
  }
}
