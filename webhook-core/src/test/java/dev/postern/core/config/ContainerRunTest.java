package dev.postern.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the container and the systemd unit start, with every Java that is promised to do. */
class ContainerRunTest {
  private static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow";

  private record Ran(int exit, String output) {
    List<String> lines() {
      return output.lines().toList();
    }
  }

  @TempDir Path home;

  @BeforeEach
  void unpacked() throws IOException {
    Files.copy(Path.of("../deploy/container/run"), home.resolve("run"));
    Path options = home.resolve("webhook-admin-ui/target/liberty/wlp/lib/platform/java");
    Files.createDirectories(options);
    Files.writeString(options.resolve("java9.options"), "");
    Files.writeString(options.resolve("java24.options"), "");
  }

  @ParameterizedTest
  @CsvSource({"21.0.2, java9", "22, java9", "23.0.1, java9", "24, java24", "25.0.1, java24"})
  void node_starts_with_the_options_that_its_java_knows(String version, String options)
      throws Exception {
    Ran ran = run(version);

    assertThat(ran.exit()).as(ran.output()).isZero();
    assertThat(ran.lines())
        .filteredOn(line -> line.startsWith("@"))
        .singleElement()
        .asString()
        .endsWith("/" + options + ".options");
    assertThat(ran.lines().contains(UNSAFE)).isEqualTo(Integer.parseInt(version, 0, 2, 10) >= 23);
    // Java 24 and older do not start with it.
    assertThat(ran.lines().contains("-XX:+UseCompactObjectHeaders"))
        .isEqualTo(Integer.parseInt(version, 0, 2, 10) >= 25);
  }

  @ParameterizedTest
  @ValueSource(strings = {"17.0.15", "1.8.0_402", "20"})
  void older_java_is_refused_as_a_wrong_setting(String version) throws Exception {
    Ran ran = run(version);

    assertThat(ran.exit()).isEqualTo(78);
    assertThat(ran.lines()).singleElement().asString().contains("Java 21", "JAVA_HOME");
  }

  @Test
  void systemd_unit_starts_the_node_that_lies_above_its_script() throws Exception {
    String unit = Files.readString(Path.of("../deploy/systemd/postern.service"));
    String script = unit.replaceAll("(?s).*\nExecStart=/opt/postern/(\\S+)\n.*", "$1");
    Files.createDirectories(home.resolve(script).getParent());
    Files.move(home.resolve("run"), home.resolve(script));
    fakeJava("25");

    Ran ran = start(script, Map.of("JAVA_HOME", home.resolve("jdk").toString()));

    assertThat(ran.exit()).as(ran.output()).isZero();
    assertThat(ran.lines())
        .contains(
            home.toRealPath()
                .resolve("webhook-admin-ui/target/liberty/wlp/bin/tools/ws-server.jar")
                .toString());
    assertThat(unit)
        .as("a database that is away at boot must not use up the starts")
        .contains("StartLimitIntervalSec=0\n", "Restart=on-failure\n");
  }

  @Test
  void what_was_never_built_is_refused_as_a_wrong_setting(@TempDir Path elsewhere)
      throws Exception {
    fakeJava("25");
    Path lonely = elsewhere.resolve("run");
    Files.copy(home.resolve("run"), lonely);

    Ran ran = start(lonely.toString(), Map.of("JAVA_HOME", home.resolve("jdk").toString()));

    assertThat(ran.exit()).isEqualTo(78);
    assertThat(ran.lines()).singleElement().asString().contains("./postern start");
  }

  @Test
  void no_java_at_all_is_refused_as_a_wrong_setting() throws Exception {
    Ran ran = start(Map.of("JAVA_HOME", home.resolve("nowhere").toString()));

    assertThat(ran.exit()).isEqualTo(78);
    assertThat(ran.output()).contains("not there");
  }

  @Test
  void java_on_the_path_is_asked_for_its_version_too() throws Exception {
    fakeJava("17.0.15");
    String path = home.resolve("jdk/bin") + ":" + System.getenv("PATH");

    assertThat(start(Map.of("PATH", path)).exit()).isEqualTo(78);
  }

  @Test
  void log_is_on_standard_output_as_json_unless_somebody_says_less() throws Exception {
    fakeJava("25");
    String jdk = home.resolve("jdk").toString();

    assertThat(start(Map.of("JAVA_HOME", jdk)).lines()).contains("console INFO json");
    assertThat(
            start(
                    Map.of(
                        "JAVA_HOME", jdk,
                        "POSTERN_CONSOLE_LOG_LEVEL", "ERROR",
                        "POSTERN_LOG_FORMAT", "simple"))
                .lines())
        .contains("console ERROR simple");
    assertThat(Path.of("../server.xml"))
        .content()
        .as("the server's own variable, quiet without the script")
        .contains(
            "name=\"postern.console.log.level\" defaultValue=\"ERROR\"",
            "consoleLogLevel=\"${postern.console.log.level}\"");
  }

  private Ran run(String version) throws Exception {
    fakeJava(version);
    return start(Map.of("JAVA_HOME", home.resolve("jdk").toString()));
  }

  /** Says its version as a JDK does, else what it was started with. */
  private void fakeJava(String version) throws IOException {
    Path java = Files.createDirectories(home.resolve("jdk/bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        if [ "$1" = -version ]; then
          echo 'openjdk version "%s" 2026-01-20' >&2
        else
          printf '%%s\\n' "$@"
          echo "console $POSTERN_CONSOLE_LOG_LEVEL $WLP_LOGGING_CONSOLE_FORMAT"
        fi
        """
            .formatted(version));
    assertThat(java.toFile().setExecutable(true)).isTrue();
  }

  private Ran start(Map<String, String> environment) throws Exception {
    return start("run", environment);
  }

  private Ran start(String script, Map<String, String> environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", home.resolve(script).toString()).redirectErrorStream(true);
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("POSTERN_DATA_DIR", home.resolve("data").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Ran(process.waitFor(), output);
  }
}
