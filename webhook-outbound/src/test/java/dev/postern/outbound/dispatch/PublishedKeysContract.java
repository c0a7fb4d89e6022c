package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.TenantId;
import dev.postern.core.json.Json;
import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.StandardWebhooks;
import dev.postern.core.store.TestDatabase;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.endpoint.VerificationKeys;
import dev.postern.outbound.endpoint.store.EndpointRow;
import dev.postern.outbound.endpoint.store.PublicKeyStore;
import dev.postern.outbound.rest.JwksServlet;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the engine signed, as a receiver checks it: by the JDK alone, and with what the page of keys
 * says, which tells apart whose they are.
 */
abstract class PublishedKeysContract {
  private static final TenantId STRANGER = new TenantId(new UUID(9, 9));

  private final Receiver receiver = new Receiver();
  private TestDatabase database;
  private QueueFixture rows;
  private EngineRig engine;
  private JwksServlet page;

  abstract TestDatabase open(String[] modules, Class<?>... entities);

  @BeforeEach
  void openStore() {
    database = open(new String[] {"core", "outbound"}, EndpointRow.class);
    rows = new QueueFixture(database.database());
    engine =
        new EngineRig(database, UnaryOperator.identity(), Map.of("postern.delivery.poll", "50ms"));
    page =
        new JwksServlet(
            new VerificationKeys(new PublicKeyStore(database.database()), InstantSource.system()));
  }

  @AfterEach
  void close() {
    receiver.close();
    engine.close();
    database.close();
  }

  @Test
  void a_v1a_signature_holds_with_the_one_key_of_its_endpoint_and_with_no_strangers()
      throws Exception {
    EndpointId own = rows.endpoint(receiver.url(), null);
    EndpointId strange = rows.of(STRANGER).endpoint(receiver.url(), null);
    String kid = keyPair(QueueFixture.TENANT, own);
    String strangeKid = keyPair(STRANGER, strange);
    rows.delivery(own);
    Receiver.Received request = received();

    JsonNode keys = keys(Map.of("endpoint", own.toString()));

    assertThat(keys).hasSize(1);
    assertThat(keys.get(0).path("kid").asText()).isEqualTo(kid);
    assertThat(genuine(request, keys.get(0))).isTrue();
    JsonNode forger = keys(Map.of("endpoint", strange.toString())).get(0);
    assertThat(forger.path("kid").asText()).isEqualTo(strangeKid);
    assertThat(genuine(request, forger)).isFalse();
    assertThat(keys(Map.of("kid", kid))).containsExactly(keys.get(0));
    assertThat(keys(Map.of("endpoint", own.toString(), "kid", strangeKid))).isEmpty();
    assertThat(keys(Map.of("endpoint", "somebody"))).as("never all of them").isEmpty();
    assertThat(keys(Map.of())).hasSize(2);
  }

  @Test
  void x_signature_holds_over_timestamp_and_body_with_the_secrets_text() throws Exception {
    EndpointId endpoint = rows.endpoint(receiver.url(), null);
    database
        .database()
        .update("update endpoint set signature_formats = 'x_signature' where id = ?", endpoint);
    rows.delivery(endpoint);
    Receiver.Received request = received();

    String seconds = request.headers().first("x-timestamp").orElseThrow();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(EngineRig.SECRET.text().utf8(), "HmacSHA256"));
    mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
    assertThat(request.headers().first("x-signature"))
        .hasValue("sha256=" + HexFormat.of().formatHex(mac.doFinal(request.body())));
    assertThat(request.headers().first("webhook-signature")).isEmpty();
  }

  /** As the door to endpoints stores one; returns its name. */
  private String keyPair(TenantId tenant, EndpointId endpoint) {
    SecretText pair = StandardWebhooks.generateEd25519(new SecureRandom());
    SecretId id = new SecretId(rows.id());
    rows.of(tenant).secret(id, endpoint);
    new PublicKeyStore(database.database())
        .insert(tenant, id, endpoint, StandardWebhooks.publicKey(pair).reveal());
    engine.rings.put(
        endpoint.uuid(),
        new SecretRing(List.of(new SecretVersion(id.toString(), pair, Instant.EPOCH, null))));
    return id.toString();
  }

  private Receiver.Received received() {
    engine.start();
    await().until(() -> !receiver.received().isEmpty());
    return receiver.received().getFirst();
  }

  private static boolean genuine(Receiver.Received request, JsonNode key)
      throws GeneralSecurityException {
    byte[] x = Base64.getUrlDecoder().decode(key.path("x").asText());
    byte[] info = HexFormat.of().parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(x));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info)));
    String time = request.headers().first("webhook-timestamp").orElseThrow();
    signature.update((request.id() + "." + time + ".").getBytes(StandardCharsets.UTF_8));
    signature.update(request.body());
    String entry = request.headers().first("webhook-signature").orElseThrow();
    assertThat(entry).startsWith("v1a,").doesNotContain(" ");
    return signature.verify(Base64.getDecoder().decode(entry.substring("v1a,".length())));
  }

  /** What the page answers, read as JSON. */
  private JsonNode keys(Map<String, String> query) throws Exception {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    HttpServletRequest request =
        stand(
            HttpServletRequest.class,
            (method, arguments) ->
                switch (method) {
                  case "getMethod" -> "GET";
                  case "getParameter" -> query.get(String.valueOf(arguments[0]));
                  default -> null;
                });
    HttpServletResponse response =
        stand(
            HttpServletResponse.class,
            (method, arguments) -> method.equals("getOutputStream") ? into(written) : null);
    page.service(request, response);
    return Json.mapper().readTree(written.toByteArray()).path("keys");
  }

  @FunctionalInterface
  private interface Answers {
    @Nullable Object to(String method, Object[] arguments);
  }

  /** The container's side of the servlet. */
  private static <T> T stand(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.to(method.getName(), arguments)));
  }

  private static ServletOutputStream into(ByteArrayOutputStream written) {
    return new ServletOutputStream() {
      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void write(int octet) {
        written.write(octet);
      }
    };
  }

  static final class H2Test extends PublishedKeysContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.h2(modules, entities);
    }
  }

  static final class PostgresTest extends PublishedKeysContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.postgres(modules, entities);
    }
  }
}
