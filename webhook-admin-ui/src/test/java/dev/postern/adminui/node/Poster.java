package dev.postern.adminui.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.adminui.demo.Api;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A provider of the generic scheme with a source of its own. Thread-safe. */
record Poster(String sourceId, String target, String secret) {
  private static final String SECRET = "a-secret-of-two";
  private static final Pattern RECEIPT =
      Pattern.compile("\\{\"status\":\"(accepted|duplicate)\",\"id\":\"(rcv_[^\"]+)\"");

  /** What a 2xx said. */
  record Receipt(String status, String id) {}

  static Poster of(Api api, String tenant) throws IOException, InterruptedException {
    JsonNode source =
        api.post(
                "/tenants/" + tenant + "/sources",
                "{\"name\":\"s\",\"provider\":\"generic-hmac\",\"secret\":\""
                    + SECRET
                    + "\",\"rate_limit\":null}")
            .body();
    return new Poster(
        source.path("id").asText(),
        URI.create(source.path("ingest_url").asText()).getRawPath(),
        SECRET);
  }

  /** The same one, once it signs with that. */
  Poster with(String next) {
    return new Poster(sourceId, target, next);
  }

  /** What the node on that port answered; empty when the connection ended without an answer. */
  Optional<RawHttp.Reply> post(int port, String eventId) {
    return post(port, eventId, 0);
  }

  Optional<RawHttp.Reply> post(int port, String eventId, int padding) {
    String body =
        "{\"id\":\"" + eventId + "\",\"type\":\"a.b\",\"pad\":\"" + "x".repeat(padding) + "\"}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try {
      RawHttp.Reply reply =
          RawHttp.exchange(
              port, "POST", target, List.of(Map.entry("X-Webhook-Signature", sign(bytes))), bytes);
      return reply.status() == 0 ? Optional.empty() : Optional.of(reply);
    } catch (IOException unanswered) {
      return Optional.empty();
    }
  }

  static Optional<Receipt> receipt(RawHttp.Reply reply) {
    Matcher receipt = RECEIPT.matcher(reply.text());
    return reply.status() / 100 == 2 && receipt.find()
        ? Optional.of(new Receipt(receipt.group(1), receipt.group(2)))
        : Optional.empty();
  }

  private String sign(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
