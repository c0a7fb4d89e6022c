package dev.postern.bench.faults;

import dev.postern.adminui.demo.ThrowAwayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the server works out at a first start, worked out once and copied for every node. */
final class Warmth {
  private final Path home;
  private final Path folders;

  /**
   * @param folders where data folders are made
   */
  Warmth(Path home, Path folders) {
    this.home = home;
    this.folders = folders;
  }

  /** The same of another build. */
  Warmth of(Path other) {
    return new Warmth(other, folders);
  }

  Path launcher() {
    return home.resolve("postern");
  }

  /** A new data folder. */
  Path folder() throws IOException {
    Path data = Files.createTempDirectory(folders, "postern").toRealPath();
    copy(warm(), data.resolve("server"));
    return data;
  }

  private Path warm() throws IOException {
    Path built = home.resolve("webhook-admin-ui/target/postern.jar");
    Path data = home.resolve("bench/target/warm");
    Path complete = data.resolve("complete");
    if (!Files.exists(complete)
        || Files.getLastModifiedTime(complete).compareTo(Files.getLastModifiedTime(built)) < 0) {
      delete(data);
      Files.createDirectories(data);
      ThrowAwayNode.start(launcher(), Map.of(), data).stop();
      Files.createFile(complete);
    }
    return data.resolve("server");
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path each : walk(from)) {
      Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      for (Path each : walk(folder).reversed()) {
        Files.deleteIfExists(each);
      }
    }
  }

  private static List<Path> walk(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted(Comparator.naturalOrder()).toList();
    }
  }
}
