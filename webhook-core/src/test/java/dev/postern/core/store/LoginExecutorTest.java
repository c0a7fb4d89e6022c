package dev.postern.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * PostgreSQL's driver with what lies beside it in the server, against a server that takes
 * connections in and says nothing.
 */
class LoginExecutorTest {
  private static final Path BESIDE = Path.of("../webhook-admin-ui/src/main/liberty/config/jdbc/");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private URLClassLoader library;
  private Driver driver;
  private ServerSocket stopped;

  /** As in the server: the driver does not see our classes, only the thread that asks it does. */
  @BeforeEach
  void open() throws Exception {
    URL jar = org.postgresql.Driver.class.getProtectionDomain().getCodeSource().getLocation();
    library =
        new URLClassLoader(
            new URL[] {jar, BESIDE.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    driver =
        (Driver) library.loadClass("org.postgresql.Driver").getDeclaredConstructor().newInstance();
    stopped = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    stopped.close();
    library.close();
    threads.shutdownNow();
  }

  @Test
  void opening_is_given_up_in_time() throws Exception {
    Future<SQLException> refused =
        threads.submit(
            () -> refused("jdbc:postgresql://127.0.0.1:%1$d/x?sslmode=disable&gssEncMode=disable"));

    SQLException late = refused.get(15, TimeUnit.SECONDS);
    assertThat(late.getSQLState()).as("%s", late).isEqualTo("08001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1:%1$d/x?sslmode=disable&gssEncMode=disable&loginTimeout=1",
        "jdbc:postgresql://127.0.0.1:%1$d/x?loginTimeout=1",
        "jdbc:postgresql://127.0.0.1:%1$d/x?sslmode=require&prepareThreshold=0&loginTimeout=1",
        "jdbc:postgresql://127.0.0.1:%1$d,localhost:%1$d/x?sslmode=disable&loginTimeout=1"
      })
  void what_is_given_up_is_closed(String url) throws Exception {
    Future<SQLException> refused = threads.submit(() -> refused(url));
    try (Socket socket = stopped.accept()) {
      assertThat(refused.get(10, TimeUnit.SECONDS).getSQLState()).isEqualTo("08001");
      socket.setSoTimeout(2_000);
      assertThatCode(() -> hearOut(socket)).as("closed by the driver").doesNotThrowAnyException();
    }
  }

  @Test
  void statements_of_what_was_opened_have_no_limit() throws Exception {
    String url = "jdbc:postgresql://127.0.0.1:" + SharedPostgres.server().getPort() + "/postgres";
    try (Connection connection = driver.connect(url, login())) {
      assertThat(connection.getNetworkTimeout()).isZero();
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  private SQLException refused(String url) {
    return catchThrowableOfType(
        SQLException.class, () -> driver.connect(url.formatted(stopped.getLocalPort()), login()));
  }

  private static Properties login() {
    Properties login = new Properties();
    login.setProperty("user", "postgres");
    login.setProperty("password", "");
    return login;
  }

  private static void hearOut(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    while (in.read() >= 0) {
      // What it said before it was given up.
    }
  }
}
