package dev.postern.core.restore.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL of the system's own packages, which bring {@code pg_dump} of the same version. It
 * runs as {@code postgres} where the tests run as root, which it refuses. Its database {@code
 * postern} belongs to a role of that name without superuser rights.
 */
public final class SystemPostgres implements AutoCloseable {
  private static final Path PACKAGES = Path.of("/usr/lib/postgresql");

  private final Path programs;
  private final Path folder;
  private final int port;

  private SystemPostgres(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** The newest one that is installed whole. */
  public static Optional<Path> programs() throws IOException {
    if (!Files.isDirectory(PACKAGES)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(PACKAGES)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .filter(bin -> Files.isExecutable(bin.resolve("pg_restore")))
          .max(Comparator.comparing(Path::toString));
    }
  }

  public static SystemPostgres start(Path programs) throws Exception {
    Path folder = Files.createTempDirectory("postern-postgres");
    if (root()) {
      Files.setOwner(
          folder,
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
    }
    SystemPostgres server = new SystemPostgres(programs, folder, freePort());
    server.program("initdb", "-D", server.data(), "-A", "trust", "-U", "postgres", "--no-sync");
    server.program(
        "pg_ctl",
        "-D",
        server.data(),
        "-w",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=%s -c fsync=off"
            .formatted(server.port, folder),
        "start");
    try (Connection connection = server.source("postgres", "postgres").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create role postern login createrole");
      statement.execute("create database postern owner postern");
    }
    return server;
  }

  public DataSource source() {
    return source("postern", "postern");
  }

  /** As {@code pg_dump} takes it. */
  public String url() {
    return "postgresql://postern@127.0.0.1:" + port + "/postern";
  }

  private DataSource source(String database, String user) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + database);
    source.setUser(user);
    return source;
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private void program(String name, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (root()) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    command.add(programs.resolve(name).toString());
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile("postern-" + name, ".txt");
    // Not a pipe: the server that is started would hold it open.
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    int exit = process.waitFor();
    String output = Files.readString(said, UTF_8);
    Files.delete(said);
    if (exit != 0) {
      throw new IOException(name + " ended with " + exit + ": " + output);
    }
  }

  private static boolean root() {
    return System.getProperty("user.name").equals("root");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    program("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
