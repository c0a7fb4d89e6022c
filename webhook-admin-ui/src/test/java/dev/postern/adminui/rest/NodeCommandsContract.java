package dev.postern.adminui.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.cli.PosternCommand;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.Mode;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.json.Json;
import dev.postern.core.page.Page;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.vault.Owner;
import dev.postern.core.vault.TestRotation;
import dev.postern.core.vault.TestSecrets;
import dev.postern.core.vault.VaultRotation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The commands that ask a running node, each a process of its own as the launcher starts it,
 * against the trail and the vault of a real database. The node between them is a few lines of HTTP.
 */
abstract class NodeCommandsContract {
  private static final String KEY = "node-commands-node-commands-0123456789";
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final TenantId ACME = new TenantId(new UUID(0x7000, 1));
  private static final Owner OWNER = Owner.of(new EndpointId(new UUID(0x7000, 2)));
  private final AtomicLong ids = new AtomicLong(100);
  private TestDatabase database;
  private TestSecrets secrets;
  private VaultRotation rotation;
  private HttpServer node;

  abstract TestDatabase open();

  @BeforeEach
  void startNode() throws IOException {
    database = open();
    secrets = TestSecrets.over(database, () -> NOW, this::id);
    rotation = TestRotation.of(database, secrets, new Stamp(this::id, () -> NOW));
    node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.createContext(
        "/api/v1/tenants/acme/audit-log/verify",
        call ->
            answer(call, "GET", AuditView.Verification.of(secrets.trail().verify(ACME.uuid()))));
    node.createContext(
        "/api/v1/tenants/acme:test/audit-log/verify",
        call ->
            answer(
                call,
                "GET",
                AuditView.Verification.of(secrets.trail().verify(ACME.in(Mode.TEST).uuid()))));
    node.createContext(
        "/api/v1/audit-log/verify",
        call ->
            answer(
                call,
                "GET",
                AuditView.Verification.of(secrets.trail().verify(AuditTrail.PLATFORM))));
    node.createContext(
        "/api/v1/tenants",
        call -> answer(call, "GET", new Page<>(List.of(Map.of("slug", "acme")), null)));
    node.createContext("/api/v1/vault/rotate", call -> answer(call, "POST", rotation.rotate()));
    node.start();
  }

  @AfterEach
  void stop() {
    node.stop(0);
    database.close();
  }

  private record Ended(int code, String out) {}

  @Test
  void audit_verify_says_whether_the_trail_is_whole_and_ends_with_one_when_it_is_not()
      throws Exception {
    for (int i = 0; i < 3; i++) {
      secrets.trail().record(ACME, Change.of("endpoint.created", "endpoint", "ep_" + i));
    }
    assertThat(run("audit-verify", "acme")).isEqualTo(new Ended(0, "whole: 3 entries\n"));

    database.database().update("update audit_entry set target_id = 'ep_9' where seq = 2");
    assertThat(run("audit-verify", "acme"))
        .isEqualTo(
            new Ended(1, "BROKEN at entry 2: Entry 2 was altered: its hash does not fit.\n"));
  }

  @Test
  void audit_verify_walks_the_platforms_own_trail_and_without_a_name_every_one() throws Exception {
    secrets.trail().record(ACME, Change.of("endpoint.created", "endpoint", "ep_1"));
    secrets.trail().recordPlatform(Change.of("tenant.deleted", "tenant", "ten_1"));
    secrets.trail().recordPlatform(Change.of("tenant.deleted", "tenant", "ten_2"));
    assertThat(run("audit-verify", "--platform")).isEqualTo(new Ended(0, "whole: 2 entries\n"));
    assertThat(run("audit-verify"))
        .isEqualTo(
            new Ended(
                0,
                "platform whole: 2 entries\nacme whole: 1 entries\nacme:test whole: 0 entries\n"));

    database
        .database()
        .update("update audit_entry set target_id = 'ten_9' where target_id = 'ten_1'");
    assertThat(run("audit-verify", "--platform").code()).isEqualTo(1);
    Ended all = run("audit-verify");
    assertThat(all.code()).isEqualTo(1);
    assertThat(all.out()).contains("platform BROKEN at entry 1", "acme whole: 1 entries");
  }

  @Test
  void rotate_keys_says_how_many_values_are_under_the_new_key() throws Exception {
    byte[] before = sealed("canary-of-a-secret");

    assertThat(run("rotate-keys"))
        .isEqualTo(new Ended(0, "1 secrets are sealed with the new key\n"));

    assertThat(stored()).isNotEqualTo(before);
    assertThat(secrets.secrets().reveal(ACME, OWNER).value()).isEqualTo("canary-of-a-secret");
  }

  /** One damaged value is no reason to leave all others under the old key. */
  @Test
  void rotate_keys_goes_on_after_a_value_that_does_not_open_and_says_so() throws Exception {
    byte[] before = sealed("canary-of-a-secret");
    Owner other = Owner.of(new EndpointId(new UUID(0x7000, 3)));
    SecretId damaged = secrets.secrets().create(ACME, other, SecretText.of("lost")).id();
    database
        .database()
        .update("update secret_version set ciphertext = ? where id = ?", new byte[40], damaged);

    assertThat(run("rotate-keys"))
        .isEqualTo(
            new Ended(
                1,
                """
                1 secrets are sealed with the new key
                1 do not open with any key and stay as they are: see the node's log
                """));
    assertThat(secrets.secrets().reveal(ACME, OWNER).value()).isEqualTo("canary-of-a-secret");
    assertThat(
            database
                .database()
                .query(
                    "select ciphertext from secret_version where owner_id = ?",
                    row -> row.bytes("ciphertext"),
                    OWNER.uuid()))
        .singleElement()
        .isNotEqualTo(before);
  }

  private byte[] sealed(String secret) {
    assertThat(secrets.secrets().create(ACME, OWNER, SecretText.of(secret)).id()).isNotNull();
    return stored();
  }

  private byte[] stored() {
    return database
        .database()
        .query("select ciphertext from secret_version", row -> row.bytes("ciphertext"))
        .getFirst();
  }

  private Ended run(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            PosternCommand.class.getName());
    command.command().addAll(List.of(arguments));
    command.command().add("--url=http://localhost:" + node.getAddress().getPort());
    command.environment().put("POSTERN_ADMIN_API_KEY", KEY);
    command.redirectErrorStream(true);
    Process process = command.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), out);
  }

  private static void answer(HttpExchange call, String method, Object body) throws IOException {
    boolean known =
        call.getRequestMethod().equals(method)
            && ("Bearer " + KEY).equals(call.getRequestHeaders().getFirst("Authorization"));
    byte[] json = Json.mapper().writeValueAsBytes(body);
    call.sendResponseHeaders(known ? 200 : 401, json.length);
    call.getResponseBody().write(json);
    call.close();
  }

  private UUID id() {
    return new UUID(0x7000, ids.incrementAndGet());
  }

  static class H2Test extends NodeCommandsContract {
    @Override
    TestDatabase open() {
      return TestDatabase.h2(new String[] {"core"});
    }
  }

  static class PostgresTest extends NodeCommandsContract {
    @Override
    TestDatabase open() {
      return TestDatabase.postgres(new String[] {"core"});
    }
  }
}
