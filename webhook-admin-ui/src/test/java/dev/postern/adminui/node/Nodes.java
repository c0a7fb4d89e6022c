package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.adminui.demo.ThrowAwayNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Nodes that do not begin from nothing. What the server works out at its first start (features,
 * bundles, annotations) is a third of the work of a start, and the same for every node: one node is
 * started and stopped for it, and the others get a copy.
 */
public final class Nodes {
  /** Ended by the signal that stops it, after everything was closed. */
  private static final int TERMINATED = 143;

  private Nodes() {}

  /** On a fresh data folder, with nothing in it but what the server knows of itself. */
  public static ThrowAwayNode start(Map<String, String> environment) throws IOException {
    Path data = Files.createTempDirectory("postern").toRealPath();
    prepare(data);
    return ThrowAwayNode.start(Launcher.path(), environment, data);
  }

  /** The same over an empty PostgreSQL, where row-level security stands behind every query. */
  public static ThrowAwayNode start(EmbeddedPostgres database, Map<String, String> environment)
      throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.put("POSTERN_DATABASE_URL", database.getJdbcUrl("postgres", "postgres"));
    all.put("POSTERN_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    return start(all);
  }

  /** Puts into a data folder what a server knows of itself. */
  static void prepare(Path data) throws IOException {
    copy(warm(), data.resolve("server"));
  }

  /** Made by whoever comes first, of all the processes that run tests. */
  private static synchronized Path warm() throws IOException {
    Path target = Launcher.project().resolve("webhook-admin-ui/target");
    try (FileChannel file =
            FileChannel.open(
                target.resolve("warm.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      assertThat(lock.isValid()).isTrue();
      return warm(target);
    }
  }

  private static Path warm(Path target) throws IOException {
    Path data = target.resolve("warm");
    Path complete = data.resolve("complete");
    if (!newer(complete, target.resolve("postern.jar"))) {
      delete(data);
      Files.createDirectories(data);
      ThrowAwayNode node = ThrowAwayNode.start(Launcher.path(), Map.of(), data);
      assertThat(node.stop())
          .as("exit code of a node that was asked to stop")
          .isEqualTo(TERMINATED);
      // Only a server that was stopped in good order trusts what it finds at the next start.
      assertThat(data.resolve("server/postern/workarea/.sRunning")).doesNotExist();
      Files.createFile(complete);
    }
    return data.resolve("server");
  }

  private static boolean newer(Path complete, Path built) throws IOException {
    return Files.exists(complete)
        && Files.getLastModifiedTime(complete).compareTo(Files.getLastModifiedTime(built)) >= 0;
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
