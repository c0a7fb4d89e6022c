package dev.postern.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart as Helm itself reads it, under a release that is not called postern. */
class HelmChartTest {
  private static final Path CHART = Path.of("../deploy/helm/postern");
  private static final Path CONSOLE = Path.of("../webhook-admin-ui/src/main");
  private static final Pattern ROUTE =
      Pattern.compile("@(?:Route|WebServlet)\\(\\s*(?:value = )?\"([^\"]*)\"");

  @TempDir private Path folder;

  @BeforeAll
  static void native_helm_is_here() {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"),
        "Helm's own library is a dependency for this platform only");
  }

  @Test
  void helm_has_nothing_to_say_against_the_chart() {
    LintResult lint = new Helm(CHART).lint().strict().call();

    assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
    assertThat(lint.getMessages()).noneMatch(line -> line.contains("[WARNING]"));
  }

  @Test
  void prometheus_finds_the_job_that_the_rules_ask_for() throws Exception {
    List<JsonNode> all = rendered(everything());
    String label = only(all, "ServiceMonitor").at("/spec/jobLabel").asText();
    String job = only(all, "Service").path("metadata").path("labels").path(label).asText();

    Set<String> asked = new HashSet<>();
    Pattern.compile("job=\"([^\"]*)\"")
        .matcher(Files.readString(Path.of("../deploy/prometheus/alerts.yml")))
        .results()
        .forEach(found -> asked.add(found.group(1)));
    assertThat(asked).containsExactly(job);
  }

  @Test
  void what_is_secret_comes_out_of_the_clusters_secret_and_a_number_stays_as_it_was_written()
      throws Exception {
    JsonNode env = container(rendered(everything())).path("env");

    for (String name :
        List.of(
            "POSTERN_MASTER_KEY",
            "POSTERN_MASTER_KEY_PREVIOUS",
            "POSTERN_OIDC_CLIENT_SECRET",
            "POSTERN_DATABASE_PASSWORD",
            "OTEL_EXPORTER_OTLP_HEADERS")) {
      assertThat(variable(env, name).at("/valueFrom/secretKeyRef/name").asText())
          .as(name)
          .isEqualTo("postern");
    }
    JsonNode size = variable(env, "POSTERN_SIZE").path("value");
    assertThat(size.isTextual()).isTrue();
    assertThat(size.asText()).isEqualTo("67108864");
    assertThat(variable(env, "POSTERN_SHARE").path("value").asText()).isEqualTo("0.5");
    assertThat(variable(env, "POSTERN_SWITCH").path("value").asText()).isEqualTo("true");
  }

  @Test
  void ingress_lets_in_all_that_people_and_providers_need_and_no_figures() throws Exception {
    JsonNode paths = only(rendered(everything()), "Ingress").at("/spec/rules/0/http/paths");

    assertThat(needed()).isNotEmpty().allMatch(path -> open(paths, path), "is let in");
    assertThat(List.of("/metrics", "/metrics/base", "/health", "/health/ready", "/ibm/api"))
        .noneMatch(path -> open(paths, path));
    assertThat(rendered(usual()))
        .extracting(each -> each.path("kind").asText())
        .as("nothing is opened unasked; the migration is a hook, which Helm tells apart")
        .containsExactlyInAnyOrder("PodDisruptionBudget", "Service", "Deployment");
  }

  @Test
  void service_and_budget_choose_the_pods_of_the_deployment() throws Exception {
    List<JsonNode> all = rendered(everything());
    JsonNode labels = only(all, "Deployment").at("/spec/template/metadata/labels");

    for (JsonNode selector :
        List.of(
            only(all, "Service").at("/spec/selector"),
            only(all, "PodDisruptionBudget").at("/spec/selector/matchLabels"))) {
      assertThat(selector.properties()).isNotEmpty().isSubsetOf(labels.properties());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "secretName,database-password",
    "publicUrl,https://",
    "database.url,jdbc:postgresql:"
  })
  void what_nobody_can_guess_is_asked_for_by_its_name(String value, String hint) throws Exception {
    TemplateCommand template = usual().set(value, "");

    assertThatThrownBy(() -> rendered(template)).hasMessageContainingAll(value + ":", hint);
  }

  @Test
  void every_pod_may_run_where_the_values_say() throws Exception {
    String values =
        """

        nodeSelector: {pool: gates}
        tolerations: [{key: gates, operator: Exists}]
        """;
    TemplateCommand template = usual();
    Path file = folder.resolve("values.yaml");
    Files.writeString(
        file,
        Files.readString(file).replaceAll("(?m)^(nodeSelector|tolerations):.*\n", "") + values);
    // Helm tells hooks apart when it renders; without their mark they are as everything else.
    Path migration = folder.resolve("templates/migration.yaml");
    Files.writeString(
        migration, Files.readString(migration).replaceAll("(?m)^ *helm.sh/hook.*\n", ""));
    List<JsonNode> all = rendered(template);

    for (String kind : List.of("Deployment", "Job")) {
      JsonNode pod = only(all, kind).at("/spec/template/spec");
      assertThat(pod.at("/nodeSelector/pool").asText()).as(kind).isEqualTo("gates");
      assertThat(pod.at("/tolerations/0/key").asText()).as(kind).isEqualTo("gates");
      assertThat(pod.at("/containers/0/securityContext/readOnlyRootFilesystem").asBoolean())
          .isTrue();
      assertThat(pod.at("/containers/0/volumeMounts").findValuesAsText("mountPath"))
          .as(kind)
          .containsExactly("/data", "/tmp");
    }
  }

  /** By its own file of values, as people write them: what comes by --set is typed otherwise. */
  private TemplateCommand everything() throws IOException {
    TemplateCommand template = usual();
    Path values = folder.resolve("values.yaml");
    Files.writeString(
        values,
        Files.readString(values)
            .replace(
                "\nsecretEnv: {}\n", "\nsecretEnv: {OTEL_EXPORTER_OTLP_HEADERS: otlp-headers}\n")
            .replace(
                "\nenv: {}\n",
                "\nenv: {POSTERN_SIZE: 67108864, POSTERN_SHARE: 0.5, POSTERN_SWITCH: true}\n")
            .replace("enabled: false", "enabled: true"));
    return template;
  }

  /** A copy for any Kubernetes: the library renders for 1.20, whatever is said to it. */
  private TemplateCommand usual() throws IOException {
    for (Path file : files(CHART).toList()) {
      Path copy = folder.resolve(CHART.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, Files.readString(file).replaceFirst("(?m)^kubeVersion:.*\n", ""));
    }
    return new Helm(folder).template().withName("gate");
  }

  private static List<JsonNode> rendered(TemplateCommand template) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    return yaml.readerFor(JsonNode.class).<JsonNode>readValues(template.call()).readAll().stream()
        .filter(JsonNode::isObject)
        .toList();
  }

  private static JsonNode only(List<JsonNode> all, String kind) {
    List<JsonNode> found =
        all.stream().filter(each -> each.path("kind").asText().equals(kind)).toList();
    assertThat(found).as(kind).hasSize(1);
    return found.getFirst();
  }

  private static JsonNode container(List<JsonNode> all) {
    return only(all, "Deployment").at("/spec/template/spec/containers/0");
  }

  private static JsonNode variable(JsonNode env, String name) {
    return StreamSupport.stream(env.spliterator(), false)
        .filter(each -> each.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Kubernetes compares prefixes element by element. */
  private static boolean open(JsonNode paths, String path) {
    return StreamSupport.stream(paths.spliterator(), false)
        .anyMatch(each -> {
          String known = each.path("path").asText();
          return path.equals(known)
              || each.path("pathType").asText().equals("Prefix") && path.startsWith(known + "/");
        });
  }

  /** Every address that the sources declare, and what the frameworks add to them. */
  private static List<String> needed() throws IOException {
    try (Stream<Path> java =
            Stream.of(
                    CONSOLE,
                    Path.of("../webhook-ingest/src/main"),
                    Path.of("../webhook-outbound/src/main"))
                .flatMap(HelmChartTest::files);
        Stream<Path> web = files(CONSOLE.resolve("webapp"))) {
      Stream<String> declared =
          java.filter(file -> file.toString().endsWith(".java"))
              .flatMap(HelmChartTest::routes)
              .map(route -> route.startsWith("/") ? route : "/" + route);
      Stream<String> served =
          web.filter(file -> !file.toString().contains("WEB-INF"))
              .map(file -> "/" + file.getFileName());
      Stream<String> added =
          Stream.of("/api/v1/tenants", "/openapi", "/VAADIN/push", "/aura/aura.css");
      return Stream.of(declared, served, added).flatMap(each -> each).toList();
    }
  }

  private static Stream<Path> files(Path folder) {
    try {
      return Files.walk(folder).filter(Files::isRegularFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> routes(Path file) {
    try {
      return ROUTE.matcher(Files.readString(file)).results().map(found -> found.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
