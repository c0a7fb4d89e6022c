package dev.postern.adminui.sources;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.CustomScheme;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges a captured request by a scheme that is being written, and signs a sample by it. The clock
 * is left aside: a sample is always old. Pure.
 */
final class SchemeTrial {
  private static final Duration ANY_AGE = Duration.ofDays(36_500);
  private static final SignatureScheme CUSTOM =
      SignatureSchemes.forProvider("custom").orElseThrow();

  private SchemeTrial() {}

  /**
   * @param headers {@code Name: value}, one a line
   */
  record Sample(String url, String headers, String body, String secret) {
    /** Never prints the secret, nor the request that proves it. */
    @Override
    public String toString() {
      return "Sample[" + url + "]";
    }
  }

  /** What came of it. */
  sealed interface Outcome {
    /**
     * @param eventId null when it would be derived from the body
     */
    record Genuine(@Nullable String eventId, @Nullable String eventType) implements Outcome {}

    /**
     * @param code the reason
     * @param sentence for the person who tries
     */
    record Refused(String code, String sentence) implements Outcome {}
  }

  static Outcome judge(CustomScheme scheme, Sample sample, Instant now) {
    SecretRing ring =
        new SecretRing(
            List.of(new SecretVersion("trial", SecretText.of(sample.secret()), now, null)));
    return switch (CUSTOM.verify(request(sample), ring, settings(scheme), now)) {
      case Verdict.Accepted accepted -> genuine(accepted.identity());
      case Verdict.Handshake handshake -> new Outcome.Genuine(null, null);
      case Verdict.Rejected(Reason reason, Diagnosis diagnosis, var answer) ->
          new Outcome.Refused(reason.code(), diagnosis.sentence());
    };
  }

  /** The headers with which its sender would send this body, over those that stand there. */
  static String sign(CustomScheme scheme, Sample sample, Instant now) {
    return CUSTOM
        .signed(request(sample), SecretText.of(sample.secret()), settings(scheme), now)
        .headers()
        .entries()
        .stream()
        .map(field -> field.getKey() + ": " + field.getValue())
        .collect(Collectors.joining("\n"));
  }

  private static Outcome genuine(EventIdentity identity) {
    return new Outcome.Genuine(
        identity.derived() ? null : identity.eventId(), identity.eventType());
  }

  private static VerificationSettings settings(CustomScheme scheme) {
    CustomScheme.Timestamp stamp = scheme.timestamp();
    CustomScheme timeless =
        stamp == null
            ? scheme
            : new CustomScheme(
                scheme.digest(),
                scheme.template(),
                new CustomScheme.Timestamp(stamp.header(), stamp.unit(), null),
                scheme.idHeader(),
                scheme.event());
    return VerificationSettings.defaults().withTolerance(ANY_AGE).withCustom(timeless);
  }

  private static SignedRequest request(Sample sample) {
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    sample
        .headers()
        .lines()
        .filter(line -> line.indexOf(':') > 0)
        .forEach(line -> {
          int colon = line.indexOf(':');
          fields.add(
              Map.entry(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
        });
    return new SignedRequest(
        "POST",
        sample.url(),
        HeaderFields.of(fields),
        sample.body().getBytes(StandardCharsets.UTF_8));
  }
}
