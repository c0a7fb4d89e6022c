package dev.postern.adminui.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A node in a process of its own, on a free port, with a data folder that is deleted afterwards. It
 * may deliver to this machine, which an ordinary node refuses.
 */
public final class ThrowAwayNode implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(4);

  /**
   * The quick compiler only: what lives for seconds never earns back the work of the thorough one,
   * nor that of checking classes which the compiler has just made or every node checks.
   */
  private static final String SHORT_LIVED =
      "-Xms512m -Xmn256m -Xmx768m -XX:MetaspaceSize=256m -XX:TieredStopAtLevel=1"
          + " -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote";

  private final Process process;
  private final Path data;
  private final int port;
  private final ConcurrentLinkedQueue<String> output = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();

  private ThrowAwayNode(Process process, Path data, int port) {
    this.process = process;
    this.data = data;
    this.port = port;
  }

  /** On a fresh data folder. */
  public static ThrowAwayNode start(Path launcher, Map<String, String> environment)
      throws IOException {
    return start(launcher, environment, Files.createTempDirectory("postern").toRealPath());
  }

  /** On a given folder and a free port. */
  public static ThrowAwayNode start(Path launcher, Map<String, String> environment, Path data)
      throws IOException {
    return start(launcher, environment, data, freePort());
  }

  /**
   * On a given folder and port: a killed node's, say.
   *
   * @throws IOException when the node stopped or was not ready in time; the message ends with what
   *     it printed
   */
  public static ThrowAwayNode start(
      Path launcher, Map<String, String> environment, Path data, int port) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "start");
    builder.environment().keySet().removeIf(name -> name.startsWith("POSTERN_"));
    builder.environment().put("POSTERN_HTTP_PORT", Integer.toString(port));
    builder.environment().put("POSTERN_DATA_DIR", data.toString());
    builder.environment().put("POSTERN_EGRESS_ALLOW", "127.0.0.0/8");
    builder.environment().put("POSTERN_JAVA_OPTS", SHORT_LIVED);
    builder.environment().putAll(environment);
    ThrowAwayNode node = new ThrowAwayNode(builder.redirectErrorStream(true).start(), data, port);
    Thread.ofVirtual().start(node::read);
    node.awaitReady();
    return node;
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  public Path data() {
    return data;
  }

  public long pid() {
    return process.pid();
  }

  public List<String> output() {
    return List.copyOf(output);
  }

  /** The address that makes the first administrator, as it was printed. */
  public Optional<String> setUpLink() {
    return output.stream()
        .filter(line -> line.startsWith("Set-up link"))
        .map(line -> line.substring(line.indexOf("http")))
        .findFirst();
  }

  /** As {@code kill -9} does: nothing is drained, flushed or said. The data stay. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** As Ctrl-C does. The data stay. The answer is the exit code. */
  public int stop() {
    process.destroy();
    awaitExit();
    return process.exitValue();
  }

  /** Without waiting for it to drain: nobody will ask for its data again. */
  @Override
  public void close() {
    kill();
    deleteData();
  }

  public void deleteData() {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        if (line.equals("ready")) {
          ready.complete(null);
        }
      }
      ready.completeExceptionally(new IOException("the node stopped"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  private void awaitReady() throws IOException {
    try {
      ready.get(START.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      kill();
      throw new IOException("The node did not get ready:\n" + String.join("\n", output), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
      throw new IOException("interrupted", e);
    }
  }

  private void awaitExit() {
    try {
      if (!process.waitFor(75, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
