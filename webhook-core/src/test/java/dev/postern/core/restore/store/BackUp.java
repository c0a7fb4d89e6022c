package dev.postern.core.restore.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The commands of {@code docs/operations.md}, as they stand there.
 *
 * @param folder where the dump lies
 */
public record BackUp(Path folder) {

  public void dump(SystemPostgres server) throws Exception {
    run(commands().getFirst(), server);
  }

  /** Over the database that was dumped. */
  public void restore(SystemPostgres server) throws Exception {
    run(commands().get(2), server);
    run(commands().getLast(), server);
  }

  /** Into a server that has never seen it. */
  public void restoreElsewhere(SystemPostgres server) throws Exception {
    run(commands().get(1), server);
    run(commands().getLast(), server);
  }

  private void run(String command, SystemPostgres server) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("DATABASE", server.url());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
  }

  /** The lines of the page's first block. */
  private static List<String> commands() throws Exception {
    String page = Files.readString(Path.of("../docs/operations.md"));
    String section = page.substring(page.indexOf("\n## Back up and restore\n"));
    String block = section.substring(section.indexOf("```sh\n") + "```sh\n".length());
    List<String> commands = block.substring(0, block.indexOf("```")).lines().toList();
    assertThat(commands).hasSize(4);
    return commands;
  }
}
