package dev.postern.core.signature.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.CustomScheme;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.core.signature.conformance.Vector;
import dev.postern.core.signature.conformance.VectorReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A scheme with key material of its own form, so that the parsers behind the keys are reached: the
 * same in every run, or a finding could not be repeated.
 */
record FuzzedSource(
    SignatureScheme scheme,
    SecretRing ring,
    VerificationSettings settings,
    Instant now,
    SignedRequest genuine) {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final CustomScheme CUSTOM =
      new CustomScheme(
          new CustomScheme.Digest(
              "X-Custom-Signature",
              "v1=",
              CustomScheme.Algorithm.HMAC_SHA256,
              CustomScheme.Encoding.BASE64URL),
          "{id}.{timestamp}.{path}.{body}",
          new CustomScheme.Timestamp("X-Custom-Time", CustomScheme.TimestampUnit.ISO_8601, null),
          "webhook-id",
          new CustomScheme.Event("body:/a/0/id", "header:Content-Type"));
  private static final VerificationSettings SETTINGS =
      VerificationSettings.defaults()
          .withCustom(CUSTOM)
          .withProviderConfig(Map.of("verify_token", "never guessed"));

  /** With what the schemes read that sign inside the body. */
  private static final SignedRequest DRAFT =
      new SignedRequest(
          "POST",
          "https://a.example/in/x?b=1",
          HeaderFields.of("Content-Type", "application/json", "webhook-id", "msg_1"),
          ("{\"id\":\"e1\",\"type\":\"t\",\"webhookTimestamp\":"
                  + NOW.toEpochMilli()
                  + ",\"value\":[{}],"
                  + "\"event\":{\"event_type\":\"x\"},\"notificationItems\":[{\"NotificationRequestItem\":"
                  + "{\"pspReference\":\"P\",\"amount\":{\"value\":1,\"currency\":\"EUR\"},\"additionalData\":{}}}]}")
              .getBytes(UTF_8));

  private static final Map<String, FuzzedSource> ALL =
      SignatureSchemes.all().stream()
          .map(FuzzedSource::made)
          .collect(Collectors.toMap(it -> it.scheme().provider(), Function.identity()));

  static FuzzedSource of(SignatureScheme scheme) {
    return Objects.requireNonNull(ALL.get(scheme.provider()));
  }

  Verdict verify(SignedRequest request) {
    return scheme.verify(request, ring, settings, now);
  }

  /** Whether every other body is another message. */
  boolean signsEveryByte() {
    return scheme.signs().contains("{body}") || scheme.provider().equals("custom");
  }

  private static FuzzedSource made(SignatureScheme scheme) {
    return switch (scheme.provider()) {
      case "paypal" -> published(scheme, "paypal/v/ok");
      case "aws-sns" -> published(scheme, "aws-sns/v/ok-v2");
      default -> {
        SecretText signing = scheme.generateSecret(seeded());
        SecretVersion version =
            new SecretVersion("sec_1", scheme.verificationSecret(signing), Instant.EPOCH, null);
        SecretRing ring = new SecretRing(List.of(version));
        SignedRequest genuine = scheme.signed(draft(scheme), signing, SETTINGS, NOW);
        yield proven(new FuzzedSource(scheme, ring, SETTINGS, NOW, genuine));
      }
    };
  }

  /** Dropbox Sign and Twilio send forms, CloudEvents names its events in fields. */
  private static SignedRequest draft(SignatureScheme scheme) {
    return switch (scheme.provider()) {
      case "dropbox-sign", "twilio" ->
          DRAFT
              .withHeaders(HeaderFields.of("Content-Type", "application/x-www-form-urlencoded"))
              .withBody(
                  ("json=" + URLEncoder.encode(new String(DRAFT.body(), UTF_8), UTF_8))
                      .getBytes(UTF_8));
      case "cloudevents" ->
          DRAFT.withHeaders(
              HeaderFields.of(
                  "ce-specversion", "1.0", "ce-id", "e1", "ce-source", "s", "ce-type", "t"));
      default -> DRAFT;
    };
  }

  /** Certificate and configuration are those of a published vector. */
  private static FuzzedSource published(SignatureScheme scheme, String id) {
    Vector vector = vector(id);
    VerificationSettings settings = vector.settings().withTolerance(scheme.defaultTolerance());
    return proven(
        new FuzzedSource(scheme, SecretRing.empty(), settings, vector.now(), vector.request()));
  }

  private static FuzzedSource proven(FuzzedSource source) {
    if (source.verify(source.genuine()) instanceof Verdict.Rejected refused) {
      throw new IllegalStateException(source.scheme().provider() + " is not reached: " + refused);
    }
    return source;
  }

  private static SecureRandom seeded() {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(1);
      return random;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has SHA1PRNG.", e);
    }
  }

  private static Vector vector(String id) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    FuzzedSource.class.getResourceAsStream("/vectors/visible.jsonl")),
                UTF_8))) {
      return lines
          .lines()
          .filter(line -> line.contains("\"" + id + "\""))
          .map(VectorReader::read)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
