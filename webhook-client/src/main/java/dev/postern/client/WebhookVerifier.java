package dev.postern.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Verifies what a Postern (or any sender of Standard Webhooks) delivers. Thread-safe.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks">Standard Webhooks</a>
 */
public final class WebhookVerifier {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final List<Key> keys;
  private final InstantSource time;

  /**
   * Each {@code whsec_…}, or the {@code whpk_…} of an endpoint that signs with a key pair; during a
   * rotation the new one and the old.
   */
  public WebhookVerifier(String... secrets) {
    this(InstantSource.system(), secrets);
  }

  WebhookVerifier(InstantSource time, String... secrets) {
    if (secrets.length == 0) {
      throw new IllegalArgumentException("Without a secret nothing can be verified.");
    }
    this.time = time;
    this.keys = List.of(secrets).stream().map(Key::of).toList();
  }

  /** What came of it. */
  public sealed interface Verdict {}

  /**
   * It is genuine.
   *
   * @param id the same for every try: remember it, and do its work once
   */
  public record Genuine(String id) implements Verdict {}

  /** It is not to be worked on; answer 401. */
  public record Refused(String reason) implements Verdict {}

  /**
   * @param header a header's value by its lower-case name; null when there is none
   * @param body the bytes as they came, before any parser
   */
  public Verdict verify(Function<String, @Nullable String> header, byte[] body) {
    String id = header.apply("webhook-id");
    String timestamp = header.apply("webhook-timestamp");
    String signatures = header.apply("webhook-signature");
    if (id == null || timestamp == null || signatures == null) {
      return new Refused("a webhook header is missing");
    }
    Optional<Instant> signed = instant(timestamp);
    if (signed.isEmpty()) {
      return new Refused("the timestamp is none");
    }
    if (Duration.between(signed.get(), time.instant()).abs().compareTo(TOLERANCE) > 0) {
      return new Refused("the timestamp is too far from now");
    }
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    for (Key key : keys) {
      for (String signature : signatures.split(" ", -1)) {
        if (signature.startsWith(key.version()) && key.made(signature, head, body)) {
          return new Genuine(id);
        }
      }
    }
    return new Refused("no signature fits");
  }

  private static Optional<Instant> instant(String seconds) {
    return seconds.matches("[0-9]{1,11}")
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
        : Optional.empty();
  }
}
