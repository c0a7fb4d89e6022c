package dev.postern.adminui.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.postern.adminui.demo.ThrowAwayNode;
import dev.postern.adminui.node.Launcher;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What {@code deploy/} says of a node's figures, held against the node. */
final class Monitoring {
  private static final Path DEPLOY = Launcher.project().resolve("deploy");
  private static final Path RULES = DEPLOY.resolve("prometheus/alerts.yml");
  private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");

  /** A metric's name stands before its labels. */
  private static final Pattern METRIC = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{");

  private static final Pattern LABEL = Pattern.compile("[{,]\\w+=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final ThrowAwayNode node;

  Monitoring(ThrowAwayNode node) {
    this.node = node;
  }

  /** Names of the node's series, and {@code up}, which is Prometheus's own. */
  Set<String> shown() throws IOException, InterruptedException {
    Set<String> names = new TreeSet<>(Set.of("up"));
    get(node.url() + "/metrics")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceAll("[{ ].*", ""))
        .forEach(names::add);
    return names;
  }

  /** Every value that some label of some series has. */
  Set<String> labelValues() throws IOException, InterruptedException {
    return get(node.url() + "/metrics")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .flatMap(line -> LABEL.matcher(line).results())
        .map(label -> label.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Set<String> namedByRules() throws IOException {
    JsonNode groups = new YAMLMapper().readTree(Files.readString(RULES)).path("groups");
    List<String> expressions = new ArrayList<>();
    groups.forEach(
        group -> group.path("rules").forEach(rule -> expressions.add(rule.path("expr").asText())));
    return named(expressions.stream());
  }

  Set<String> namedByDashboard() throws IOException {
    JsonNode board =
        new ObjectMapper().readTree(Files.readString(DEPLOY.resolve("grafana/postern.json")));
    return named(board.findValuesAsText("expr").stream());
  }

  /** Whether Debian's Prometheus is installed here. */
  static boolean hasPrometheus() {
    return Files.isExecutable(PROMETHEUS);
  }

  /** Each rule and how Prometheus finds it ({@code ok}), once it has read the node. */
  List<String> inPrometheus(Path folder, Duration patience) throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        rule_files: ['%s']
        scrape_configs:
          - {job_name: postern, static_configs: [{targets: ['127.0.0.1:%d']}]}
        """
            .formatted(RULES, node.port()));
    Process prometheus =
        new ProcessBuilder(
                PROMETHEUS.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String base = "http://127.0.0.1:" + port + "/api/v1";
      Awaitility.await()
          .atMost(patience)
          .ignoreExceptions()
          .until(() ->
              get(base + "/query?query=up").contains("\"1\"]")
                  && states(base).stream().noneMatch(it -> it.endsWith(" unknown")));
      return states(base);
    } finally {
      prometheus.destroy();
      prometheus.waitFor();
    }
  }

  private static List<String> states(String base) throws IOException, InterruptedException {
    List<String> states = new ArrayList<>();
    new ObjectMapper()
        .readTree(get(base + "/rules"))
        .at("/data/groups")
        .forEach(group ->
            group
                .path("rules")
                .forEach(rule ->
                    states.add(rule.path("name").asText() + " " + rule.path("health").asText())));
    return states;
  }

  private static Set<String> named(Stream<String> expressions) {
    return expressions
        .flatMap(expression -> METRIC.matcher(expression).results())
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String get(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url)).GET().build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
