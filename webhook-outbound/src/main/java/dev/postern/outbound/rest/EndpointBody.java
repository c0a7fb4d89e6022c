package dev.postern.outbound.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.StandardWebhooks;
import dev.postern.outbound.Findings;
import dev.postern.outbound.endpoint.Batching;
import dev.postern.outbound.endpoint.DeliveryRules;
import dev.postern.outbound.endpoint.EndpointAccess;
import dev.postern.outbound.endpoint.EndpointAuth;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.FormatOptions;
import dev.postern.outbound.endpoint.Ordering;
import dev.postern.outbound.endpoint.RateLimit;
import dev.postern.outbound.endpoint.RetrySchedule;
import dev.postern.outbound.endpoint.SignatureFormat;
import dev.postern.outbound.endpoint.SuspensionRule;
import dev.postern.outbound.send.TlsProfile;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of an endpoint in a request; what is left out or null is the default.
 *
 * @param signatureAlgorithm {@code hmac} or {@code ed25519}: what is generated; at creation only
 * @param secret at creation only
 */
public record EndpointBody(
    @Nullable String url,
    @Nullable String description,
    @Nullable List<String> signatureFormats,
    @Nullable Map<String, String> signatureFormatSunsets,
    @Nullable String cloudeventsMode,
    @Nullable JsonNode customSignature,
    @Nullable String payload,
    @Nullable Map<String, String> headers,
    @Nullable AuthBody auth,
    @Nullable TlsBody tls,
    @Nullable RateLimitBody rateLimit,
    @Nullable Integer maxInFlight,
    @Nullable Integer timeoutSeconds,
    @Nullable List<String> retrySchedule,
    @Nullable Integer maxAttempts,
    @Nullable String ordering,
    @Nullable BatchBody batch,
    @Nullable Integer suspendAfterFailures,
    @Nullable Integer suspendMinSeconds,
    @Nullable String signatureAlgorithm,
    @Nullable String secret) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Requests in every so many seconds. */
  public record RateLimitBody(@Nullable Integer requests, @Nullable Integer perSeconds) {
    static @Nullable RateLimitBody of(@Nullable RateLimit limit) {
      return limit == null
          ? null
          : new RateLimitBody(limit.requests(), (int) limit.period().toSeconds());
    }
  }

  /** Several events in one request. */
  public record BatchBody(@Nullable Integer maxEvents, @Nullable Integer maxWaitMs) {
    static @Nullable BatchBody of(@Nullable Batching batching) {
      return batching == null
          ? null
          : new BatchBody(batching.maxEvents(), (int) batching.maxWait().toMillis());
    }

    @Nullable Batching batching(Findings findings) {
      if (maxEvents == null || maxWaitMs == null) {
        findings.add("missing_field", "/batch", "A batch has max_events and max_wait_ms.");
        return null;
      }
      return new Batching(maxEvents, Duration.ofMillis(maxWaitMs));
    }
  }

  /** The editable part of what is stored: what a merge patch is applied to. */
  static EndpointBody of(EndpointSettings settings) {
    DeliveryRules rules = settings.delivery();
    RetrySchedule schedule = rules.retrySchedule();
    return new EndpointBody(
        settings.url(),
        settings.description(),
        settings.signatureFormats().stream().map(SignatureFormat::word).toList(),
        FormatWords.sunsets(settings.formatOptions()),
        settings.formatOptions().mode().word(),
        FormatWords.custom(settings.formatOptions()),
        settings.formatOptions().payload().word(),
        settings.headers(),
        AuthBody.of(settings.access().auth()),
        TlsBody.of(settings.access().tls()),
        RateLimitBody.of(rules.rateLimit()),
        rules.maxInFlight(),
        (int) rules.timeout().toSeconds(),
        schedule == null ? null : schedule.words(),
        rules.maxAttempts(),
        rules.ordering().word(),
        BatchBody.of(rules.batching()),
        settings.suspension().afterFailures(),
        (int) settings.suspension().minimumAge().toSeconds(),
        null,
        null);
  }

  /** What is stored with a merge patch over it. */
  static EndpointSettings patched(EndpointSettings before, JsonNode patch) {
    EndpointBody stored = of(before);
    return Patches.apply(stored, AuthBody.typed(patch, stored.auth()), EndpointBody.class)
        .settings(before);
  }

  /** The one given, a new key pair where that is asked for, or null for what is usual. */
  @Nullable SecretText firstSecret() {
    boolean pair =
        switch (signatureAlgorithm) {
          case null -> false;
          case "hmac" -> false;
          case "ed25519" -> true;
          default ->
              throw ProblemException.unprocessable(
                  "invalid_value", "/signature_algorithm", "The algorithm is hmac or ed25519.");
        };
    if (secret != null) {
      return SecretText.of(secret);
    }
    return pair ? StandardWebhooks.generateEd25519(RANDOM) : null;
  }

  /** Of a new endpoint: 422 for words that mean nothing; ranges are judged behind the door. */
  EndpointSettings settings() {
    return settings(null);
  }

  /** The same over what is stored, whose secrets stay where none are given. */
  EndpointSettings settings(@Nullable EndpointSettings before) {
    Findings findings = new Findings();
    if (url == null) {
      findings.add("missing_field", "/url", "An endpoint has a url.");
    }
    EndpointSettings settings =
        new EndpointSettings(
            Objects.requireNonNullElse(url, ""),
            Objects.requireNonNullElse(description, ""),
            FormatWords.formats(signatureFormats, findings),
            named(findings),
            new DeliveryRules(
                timeoutSeconds == null
                    ? DeliveryRules.DEFAULT_TIMEOUT
                    : Duration.ofSeconds(timeoutSeconds),
                schedule(findings),
                maxAttempts,
                limit(findings),
                maxInFlight,
                order(findings),
                batch == null ? null : batch.batching(findings)),
            suspension(),
            options(findings),
            access(before, findings));
    findings.raise();
    return settings;
  }

  private FormatOptions options(Findings findings) {
    return new FormatOptions(
        FormatWords.sunsets(signatureFormatSunsets, findings),
        FormatWords.mode(cloudeventsMode, findings),
        FormatWords.payload(payload, findings),
        FormatWords.custom(customSignature, findings));
  }

  private EndpointAccess access(@Nullable EndpointSettings before, Findings findings) {
    return new EndpointAccess(
        auth == null
            ? EndpointAuth.none()
            : auth.auth(Objects.requireNonNullElse(url, ""), before, findings),
        tls == null ? TlsProfile.RUNTIME : tls.profile(before));
  }

  private Map<String, String> named(Findings findings) {
    Map<String, String> named = new LinkedHashMap<>();
    if (headers != null) {
      headers.forEach((name, value) -> {
        if (value == null) {
          findings.add("invalid_header", "/headers", "The header " + name + " has no value.");
        } else {
          named.put(name, value);
        }
      });
    }
    return named;
  }

  private @Nullable RetrySchedule schedule(Findings findings) {
    if (retrySchedule == null) {
      return null;
    }
    try {
      return RetrySchedule.parse(retrySchedule.stream().map(String::valueOf).toList());
    } catch (IllegalArgumentException e) {
      findings.add("invalid_retry_schedule", "/retry_schedule", String.valueOf(e.getMessage()));
      return null;
    }
  }

  private @Nullable RateLimit limit(Findings findings) {
    if (rateLimit == null) {
      return null;
    }
    Integer requests = rateLimit.requests();
    Integer seconds = rateLimit.perSeconds();
    if (requests == null || seconds == null) {
      findings.add("missing_field", "/rate_limit", "A rate limit has requests and per_seconds.");
      return null;
    }
    return new RateLimit(requests, Duration.ofSeconds(seconds));
  }

  private Ordering order(Findings findings) {
    Optional<Ordering> known = Ordering.of(Objects.requireNonNullElse(ordering, "none"));
    findings.check(known.isPresent(), "/ordering", "The ordering is none or key.");
    return known.orElse(Ordering.NONE);
  }

  private SuspensionRule suspension() {
    SuspensionRule defaults = SuspensionRule.defaults();
    return new SuspensionRule(
        Objects.requireNonNullElse(suspendAfterFailures, defaults.afterFailures()),
        suspendMinSeconds == null ? defaults.minimumAge() : Duration.ofSeconds(suspendMinSeconds));
  }

  /** Never prints the secret, nor headers, whose values may be credentials. */
  @Override
  public String toString() {
    return "EndpointBody[" + url + "]";
  }
}
