package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.adminui.demo.ThrowAwayNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong configuration stops the start, with one line that says what to change. */
class RefusedStartIT {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POSTERN_RETRY_SCHEDULE | soon | holds 'soon'; expected waits",
        "POSTERN_RETENTION_EVERY | 30d | holds '30d'; expected a duration",
        "POSTERN_PUBLIC_URL | ftp://gate | holds 'ftp://gate'; expected an absolute http",
      })
  void a_wrong_value_ends_the_node_with_one_line_and_exit_code_78(
      String variable, String value, String complaint, @TempDir Path data) throws Exception {
    Nodes.prepare(data);
    ProcessBuilder builder = new ProcessBuilder(Launcher.path().toString(), "start");
    builder.environment().put("POSTERN_DATA_DIR", data.toString());
    builder.environment().put("POSTERN_HTTP_PORT", "18999");
    builder.environment().put("POSTERN_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    builder.environment().put(variable, value);
    Process node = builder.redirectErrorStream(true).start();
    String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(node.waitFor()).as(output).isEqualTo(78);
    assertThat(output.lines().filter(line -> line.startsWith("postern: ")))
        .singleElement()
        .asString()
        .startsWith("postern: " + variable + " " + complaint);
    assertThat(output).doesNotContain("ready").doesNotContain("Set-up link");
    assertThat(output).as("for a person, not for a programmer").doesNotContain("\tat ");
    assertThat(Files.exists(data.resolve("master.key"))).as("nothing half done").isFalse();
  }

  @Test
  void a_port_that_another_process_answers_on_is_told_of_and_never_called_ready(@TempDir Path data)
      throws Exception {
    Nodes.prepare(data);
    try (ThrowAwayNode first = Nodes.start(Map.of())) {
      ProcessBuilder builder = new ProcessBuilder(Launcher.path().toString(), "start");
      builder.environment().put("POSTERN_DATA_DIR", data.toString());
      builder.environment().put("POSTERN_HTTP_PORT", Integer.toString(first.port()));
      builder.environment().put("POSTERN_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
      Process second = builder.redirectErrorStream(true).start();
      String output = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(second.waitFor()).as(output).isEqualTo(78);
      assertThat(output)
          .contains("postern: POSTERN_HTTP_PORT is " + first.port() + ", where another process")
          .doesNotContain("\nready");
    }
  }
}
