package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.adminui.demo.Api;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.conformance.Vector;
import dev.postern.core.signature.conformance.VectorReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Vectors as requests to a running node: each at a source of its own. */
final class LiveVectors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int port;
  private final Api api;

  LiveVectors(int port, Api api) {
    this.port = port;
    this.api = api;
  }

  /**
   * A vector's request under another signature.
   *
   * @param secrets what the source is to have, newest first
   */
  record Fresh(SignedRequest request, List<String> secrets) {}

  static List<Vector> all() throws IOException {
    try (InputStream in = VectorReader.class.getResourceAsStream("/vectors/visible.jsonl")) {
      String lines = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return lines.lines().map(VectorReader::read).toList();
    }
  }

  /**
   * Whether it can be made genuine anew, by whoever has the secret or a pair of keys that counts.
   */
  static boolean canBeSigned(Vector vector) {
    SignatureScheme scheme = scheme(vector);
    return vector.accept()
        && vector.request().method().equals("POST")
        && (CertificateHosts.serves(vector)
            || ((scheme.sharesSecret() || scheme.asymmetric()) && !vector.secrets().isEmpty()))
        && (!scheme.expectsJson() || isJson(vector.request().body()));
  }

  /** As its provider would sign it at that time; for key pairs with a pair of our own. */
  static Fresh signed(Vector vector, Instant at, CertificateHosts certificates) {
    if (CertificateHosts.serves(vector)) {
      return new Fresh(certificates.signed(vector, at), List.of());
    }
    SignatureScheme scheme = scheme(vector);
    SecretText signing = SecretText.of(vector.secrets().getFirst());
    List<String> verifying = vector.secrets();
    if (scheme.asymmetric()) {
      signing = scheme.generateSecret(new SecureRandom());
      verifying = List.of(scheme.verificationSecret(signing).reveal());
    } else if ("ed25519".equals(vector.settings().configured("alg"))) {
      KeyPair pair = pair();
      signing = SecretText.of(base64(pair.getPrivate().getEncoded()));
      verifying = List.of(base64(pair.getPublic().getEncoded()));
    }
    SignedRequest draft =
        vector.provider().equals("linear") ? restamped(vector.request(), at) : vector.request();
    return new Fresh(
        scheme.signed(draft, signing, vector.settings().withPublicUrl(draft.url()), at), verifying);
  }

  /** Linear's time stands in the very body that is signed. */
  private static SignedRequest restamped(SignedRequest request, Instant at) {
    String body = new String(request.body(), StandardCharsets.ISO_8859_1);
    String now = body.replaceFirst("(\"webhookTimestamp\"\\s*:\\s*)\\d+", "$1" + at.toEpochMilli());
    return request.withBody(now.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawHttp.Reply send(Vector vector) throws Exception {
    return send(vector, new Fresh(vector.request(), vector.secrets()));
  }

  RawHttp.Reply send(Vector vector, Fresh fresh) throws Exception {
    JsonNode source = source(configuration(vector, fresh.secrets()));
    if (fresh.secrets().size() > 1) {
      Api.Answer rotated =
          api.post(
              "/tenants/acme/sources/" + source.path("id").asText() + "/secrets/rotate",
              JSON.createObjectNode().put("secret", fresh.secrets().getFirst()).toString());
      assertThat(rotated.status()).as(vector.id()).isEqualTo(201);
    }
    SignedRequest request = fresh.request();
    String query = URI.create(vector.request().url().replace(" ", "%20")).getRawQuery();
    return RawHttp.exchange(
        port,
        request.method(),
        target(source) + (query == null ? "" : "?" + query),
        request.headers().entries(),
        request.body());
  }

  JsonNode source(String body) throws Exception {
    Api.Answer made = api.post("/tenants/acme/sources", body);
    assertThat(made.status()).as(body + made.body()).isEqualTo(201);
    return made.body();
  }

  static String target(JsonNode source) {
    return URI.create(source.path("ingest_url").asText()).getRawPath();
  }

  /** What went wrong, of many at a time. */
  static List<String> wrong(List<Callable<String>> tries) throws Exception {
    List<String> wrong = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<String> outcome : threads.invokeAll(tries)) {
        wrong.add(outcome.get());
      }
    }
    wrong.removeIf(String::isEmpty);
    return wrong;
  }

  static boolean isJson(byte[] body) {
    return !json(body).isMissingNode();
  }

  /** Missing where it is none. */
  static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  static SignatureScheme scheme(Vector vector) {
    return SignatureSchemes.forProvider(vector.provider()).orElseThrow();
  }

  private static String configuration(Vector vector, List<String> secrets) {
    ObjectNode body = JSON.createObjectNode();
    body.put("name", "vector").put("provider", vector.provider());
    String oldest = secrets.isEmpty() ? "" : secrets.getLast();
    body.put("secret", oldest.isBlank() ? null : oldest);
    body.putNull("rate_limit").put("max_body_bytes", 4 * 1024 * 1024);
    ObjectNode config = body.putObject("provider_config");
    vector.settings().providerConfig().forEach(config::put);
    config.put("public_url", vector.request().url());
    return body.toString();
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform since 15 has Ed25519.", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
