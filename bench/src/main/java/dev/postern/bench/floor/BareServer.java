package dev.postern.bench.floor;

import dev.postern.bench.run.Heap;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The server that Postern runs on, started as Postern's launcher starts it, with {@link
 * EmptyServlet} and nothing else on it.
 */
final class BareServer implements AutoCloseable {
  /** Of a server: what an empty servlet needs, or all that Postern asks for. */
  enum Features {
    SERVLET,
    AS_POSTERN
  }

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern FEATURES =
      Pattern.compile("<featureManager>.*?</featureManager>", Pattern.DOTALL);
  private static final String SERVLET_ONLY =
      "<featureManager><feature>servlet-6.0</feature></featureManager>";
  private static final String SERVER =
      """
      <server>
        %s
        <cdi enableImplicitBeanArchives="false"/>
        <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1" protocolVersion="http/1.1"/>
        <keyStore id="defaultKeyStore" location="${java.home}/lib/security/cacerts" password="changeit" readOnly="true"/>
        <executor coreThreads="256"/>
        <applicationMonitor updateTrigger="disabled" dropinsEnabled="false"/>
        <webApplication id="bare" location="bare.war" contextRoot="/"/>
      </server>
      """;
  private static final String WEB =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true">
        <servlet><servlet-name>empty</servlet-name><servlet-class>%s</servlet-class></servlet>
        <servlet-mapping><servlet-name>empty</servlet-name><url-pattern>/*</url-pattern></servlet-mapping>
      </web-app>
      """;

  private final Path folder;
  private final int port;
  private final Process process;

  private BareServer(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Returns when it answers. */
  static BareServer start(Path home, Features features) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("bare").toRealPath();
    int port = freePort();
    Path server = Files.createDirectories(folder.resolve("servers/bare"));
    Files.writeString(server.resolve("server.xml"), SERVER.formatted(words(home, features), port));
    Path web = Files.createDirectories(server.resolve("apps/bare.war/WEB-INF"));
    Files.writeString(web.resolve("web.xml"), WEB.formatted(EmptyServlet.class.getName()));
    copyServlet(web.resolve("classes"));
    ProcessBuilder builder = new ProcessBuilder(command(home));
    builder.environment().put("WLP_USER_DIR", folder.toString());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
    BareServer started = new BareServer(folder, port, builder.start());
    try {
      started.awaitAnswer();
    } catch (IOException | InterruptedException e) {
      started.close();
      throw e;
    }
    return started;
  }

  int port() {
    return port;
  }

  double liveHeapMebibytes() throws IOException, InterruptedException {
    return Heap.live(process.pid());
  }

  private static String words(Path home, Features features) throws IOException {
    if (features == Features.SERVLET) {
      return SERVLET_ONLY;
    }
    Matcher own = FEATURES.matcher(Files.readString(home.resolve("server.xml")));
    if (!own.find()) {
      throw new IOException("server.xml names no features.");
    }
    return own.group();
  }

  private static void copyServlet(Path classes) throws IOException {
    String name = "/" + EmptyServlet.class.getName().replace('.', '/') + ".class";
    Path to = classes.resolve(name.substring(1));
    Files.createDirectories(to.getParent());
    try (InputStream from = EmptyServlet.class.getResourceAsStream(name)) {
      Files.copy(from, to);
    }
  }

  /** As the launcher's last line. */
  private static List<String> command(Path home) {
    Path wlp = home.resolve("webhook-admin-ui/target/liberty/wlp");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx768m", "-XX:MetaspaceSize=256m", "-XX:+UseStringDeduplication"));
    if (Runtime.version().feature() >= 25) {
      command.add("-XX:+UseCompactObjectHeaders");
    }
    if (Runtime.getRuntime().availableProcessors() <= 2) {
      command.add("-XX:+UseSerialGC");
    }
    Path newer = wlp.resolve("lib/platform/java/java24.options");
    boolean newest = Runtime.version().feature() >= 24 && Files.exists(newer);
    command.add("@" + (newest ? newer : wlp.resolve("lib/platform/java/java9.options")));
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-javaagent:" + wlp.resolve("bin/tools/ws-javaagent.jar"),
            "-Djava.awt.headless=true",
            "-jar",
            wlp.resolve("bin/tools/ws-server.jar").toString(),
            "bare"));
    return command;
  }

  private void awaitAnswer() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException(
            "The empty server does not answer:\n" + Files.readString(folder.resolve("output")));
      }
      Thread.sleep(20);
    }
  }

  private boolean answers() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(1_000);
      boolean good = connection.getResponseCode() == 200;
      connection.disconnect();
      return good;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
