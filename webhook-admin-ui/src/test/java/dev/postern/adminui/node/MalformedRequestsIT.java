package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.adminui.demo.ThrowAwayNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with a request, the answer is a problem with a code and a request id. */
class MalformedRequestsIT {
  private static final String KEY = "malformed-key-for-automation-0123456789abcd";
  private static final String JSON = "application/json";
  private static EmbeddedPostgres postgres;
  private static ThrowAwayNode node;
  private static String tenant;

  @BeforeAll
  static void start() throws Exception {
    postgres = EmbeddedPostgres.builder().start();
    node = Nodes.start(postgres, Map.of("POSTERN_ADMIN_API_KEY", KEY));
    String made = send("POST", "/api/v1/tenants", JSON, "{\"slug\":\"m\",\"name\":\"M\"}").text();
    tenant = "/api/v1/tenants/" + made.replaceAll("(?s).*\"id\":\"(ten_[a-z0-9]+)\".*", "$1");
  }

  @AfterAll
  static void stop() throws Exception {
    try (EmbeddedPostgres last = postgres) {
      node.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST  | /events               | Content-Type: json         | {} | 415 |"
            + " unsupported_media_type",
        "POST  | /events               | Content-Type: a/b/c        | {} | 415 |"
            + " unsupported_media_type",
        "GET   | /endpoints            | Accept: foo                |    | 406 | not_acceptable",
        "GET   | /endpoints            | Accept: text/html          |    | 406 | not_acceptable",
        "GET   | /events/batch         | Accept: */*                |    | 405 |"
            + " method_not_allowed",
        "GET   | /deliveries/bulk-retry | Accept: */*               |    | 405 |"
            + " method_not_allowed",
        "GET   | /events/batched       | Accept: */*                |    | 404 | not_found",
        "POST  | /events               | Content-Type: application/json |  | 400 | malformed_json",
      })
  void request_that_cannot_be_understood_is_told_why(
      String method, String path, String field, @Nullable String body, int status, String code)
      throws IOException {
    RawHttp.Reply reply = send(method, tenant + path, List.of(pair(field)), body);

    problem(reply, status, code);
  }

  @Test
  void path_of_no_version_is_a_problem_and_not_the_console() throws IOException {
    problem(send("GET", "/api/v2/tenants", "*/*", null), 404, "not_found");
  }

  @Test
  void language_that_is_none_is_a_bad_request() throws IOException {
    RawHttp.Reply reply =
        send("GET", tenant + "/endpoints", List.of(pair("Accept-Language: ;;q=x")), null);

    assertThat(reply.status()).isIn(200, 400);
    assertThat(reply.text()).doesNotContain("<html");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/alert-channels |"
            + " {\"name\":\"a\",\"kind\":\"mail\",\"target\":\"a@b.example\",\"notices\":[null]} |"
            + " 422",
        "/alert-channels | {\"name\":\"a\",\"kind\":\"mail\",\"target\":\"a\\u0000@b.example\"} |"
            + " 422",
        "/alert-channels | {\"name\":\"a\",\"kind\":0,\"target\":\"a@b.example\"} | 422",
        "/pauses         | {\"scope\":\"tenant\",\"deliveries\":true,\"reason\":\"a\\u0000\"} |"
            + " 422",
      })
  void value_that_cannot_be_kept_is_the_callers_fault(String path, String body, int status)
      throws IOException {
    problem(send("POST", tenant + path, JSON, body), status, "invalid_value");
  }

  @Test
  void empty_body_with_a_media_type_is_an_empty_object_where_all_is_optional() throws IOException {
    String made =
        send("POST", tenant + "/sources", JSON, "{\"name\":\"S\",\"provider\":\"stripe\"}").text();
    String source = made.replaceAll("(?s).*\"id\":\"(src_[a-z0-9]+)\".*", "$1");

    RawHttp.Reply reply = send("POST", tenant + "/sources/" + source + "/secrets/rotate", JSON, "");

    assertThat(reply.status()).as(reply.text()).isIn(200, 201);
  }

  @ParameterizedTest
  @CsvSource({"/in/unknown, 404, unknown_source", "TENANT/events, 413, payload_too_large"})
  void announced_body_beyond_every_limit_is_refused_in_words(String path, int status, String code)
      throws IOException {
    problem(announced(path.replace("TENANT", tenant), JSON, 16_000_000), status, code);
  }

  @Test
  void source_says_itself_that_a_body_is_far_too_large() throws IOException {
    String made =
        send("POST", tenant + "/sources", JSON, "{\"name\":\"L\",\"provider\":\"stripe\"}").text();
    String door = made.replaceAll("(?s).*\"ingest_url\":\"https?://[^/]+([^\"]+)\".*", "$1");

    problem(announced(door, JSON, 16_000_000), 413, "payload_too_large");
  }

  @Test
  void form_is_never_read_beyond_its_ceiling() throws IOException {
    String form = "application/x-www-form-urlencoded";

    problem(announced("/auth/login", form, 16_000_000), 413, "payload_too_large");
    try (Socket socket = RawHttp.open(URI.create(node.url()).getPort())) {
      socket
          .getOutputStream()
          .write(
              ("POST /auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                      + form
                      + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nemail\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      problem(RawHttp.readProblem(socket), 411, "length_required");
    }
  }

  @Test
  void data_folder_is_nobody_elses_to_read_and_its_new_key_is_told_of(@TempDir Path parent)
      throws Exception {
    Path data = parent.resolve("data");
    try (ThrowAwayNode own = ThrowAwayNode.start(Launcher.path(), Map.of(), data)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
          .isEqualTo("rwx------");
      assertThat(own.output())
          .anyMatch(line -> line.startsWith("Warning: a master key was generated in " + data));
    }
  }

  private static void problem(RawHttp.Reply reply, int status, String code) {
    assertThat(reply.text())
        .contains("application/problem+json")
        .containsIgnoringCase("x-request-id:");
    assertThat(reply.code()).as(reply.text()).isEqualTo(code);
    assertThat(reply.status()).isEqualTo(status);
  }

  private static RawHttp.Reply send(String method, String path, String type, @Nullable String body)
      throws IOException {
    return send(
        method, path, List.of(Map.entry(body == null ? "Accept" : "Content-Type", type)), body);
  }

  private static RawHttp.Reply send(
      String method, String path, List<Map.Entry<String, String>> fields, @Nullable String body)
      throws IOException {
    List<Map.Entry<String, String>> all = new ArrayList<>(fields);
    all.add(Map.entry("Authorization", "Bearer " + KEY));
    byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    return RawHttp.exchange(URI.create(node.url()).getPort(), method, path, all, bytes);
  }

  /** Says that so much is coming, sends a little of it, and listens. */
  private static RawHttp.Reply announced(String path, String type, int length) throws IOException {
    try (Socket socket = RawHttp.open(URI.create(node.url()).getPort())) {
      socket
          .getOutputStream()
          .write(
              ("POST %s HTTP/1.1\r\n"
                      + "Host: localhost\r\n"
                      + "Content-Type: %s\r\n"
                      + "Authorization: Bearer %s\r\n"
                      + "Content-Length: %d\r\n\r\n"
                      + "{")
                  .formatted(path, type, KEY, length)
                  .getBytes(StandardCharsets.US_ASCII));
      return RawHttp.readProblem(socket);
    }
  }

  private static Map.Entry<String, String> pair(String field) {
    String[] parts = field.split(": ", 2);
    return Map.entry(parts[0], parts[1]);
  }
}
