package dev.postern.adminui.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.adminui.demo.ThrowAwayNode;
import dev.postern.adminui.node.Launcher;
import dev.postern.adminui.node.Nodes;
import dev.postern.core.store.SharedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's lines, pasted into a shell as a newcomer would. */
class ReadmeIT {
  private static final String KEY = "readme-readme-readme-readme-readme-0123";

  @Test
  void the_lines_of_the_first_30_seconds_do_what_the_readme_says() throws Exception {
    paste(Map.of());
  }

  @Test
  void one_variable_and_a_key_move_the_node_onto_postgresql() throws Exception {
    String url = SharedPostgres.server().getJdbcUrl("postgres", SharedPostgres.freshDatabaseName());
    paste(
        Map.of(
            "POSTERN_DATABASE_URL",
            url,
            "POSTERN_MASTER_KEY",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
  }

  private static void paste(Map<String, String> environment) throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    all.put("POSTERN_ADMIN_API_KEY", KEY);
    Path script = Files.createTempFile("readme", ".sh");
    try (ThrowAwayNode node = Nodes.start(all)) {
      Files.writeString(script, quickStart().replace("localhost:8080", "127.0.0.1:" + node.port()));
      List<String> lines = run(script);

      assertThat(lines).anyMatch(line -> line.contains("\"slug\":\"acme\""));
      assertThat(lines).anyMatch(line -> line.startsWith("{\"status\":\"accepted\",\"id\":\"rcv_"));
      assertThat(lines)
          .anyMatch(line -> line.startsWith("{\"status\":\"duplicate\",\"id\":\"rcv_"));
      assertThat(lines).anyMatch(line -> line.contains("\"code\":\"bad_signature\""));
      assertThat(lines).anyMatch(line -> line.contains("\"status\":\"accepted\",\"deliveries\":1"));
      assertThat(lines).anyMatch(line -> line.contains("\"status\":\"delivered\""));
      assertThat(lines.getLast())
          .as("what the subscriber verified")
          .contains("\"event_type\":\"invoice.paid\"")
          .contains("\"verified_by\":\"sec_");
    } finally {
      Files.delete(script);
    }
  }

  @Test
  void the_demo_holds() throws Exception {
    Process demo =
        new ProcessBuilder(Launcher.path().toString(), "demo").redirectErrorStream(true).start();
    String output = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(demo.waitFor()).as(output).isZero();
    assertThat(output)
        .contains("slack, tampered: 401 \"bad_signature\"")
        .contains("delivered and verified: {\"type\":\"order.shipped\"")
        .contains("All of it held")
        .doesNotContain("FAILED");
  }

  @Test
  void a_failing_stripe_signature_is_explained_as_shown(@TempDir Path folder) throws Exception {
    List<String> blocks = blocks("(?:sh)?");
    String commands =
        blocks.stream().filter(it -> it.contains("postern verify")).findFirst().orElseThrow();
    String shown = blocks.get(blocks.indexOf(commands) + 1);
    String launcher = Launcher.path().toString();
    Path script = folder.resolve("debug.sh");
    Files.writeString(script, commands.replace("./postern", "'" + launcher + "'"));

    Process shell =
        new ProcessBuilder("sh", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(shell.waitFor()).as("refused").isEqualTo(1);
    assertThat(output).isEqualTo(shown);
  }

  private static String quickStart() throws Exception {
    List<String> blocks = blocks("sh");
    assertThat(blocks.getFirst()).contains("./postern start");
    return blocks.get(1);
  }

  private static List<String> blocks(String language) throws Exception {
    String readme = Files.readString(Launcher.project().resolve("README.md"));
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(readme)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  private static List<String> run(Path script) throws Exception {
    ProcessBuilder shell = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true);
    shell.environment().put("POSTERN_ADMIN_API_KEY", KEY);
    Process process = shell.start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
    return lines;
  }
}
