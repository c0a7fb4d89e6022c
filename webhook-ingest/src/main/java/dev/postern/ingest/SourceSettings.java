package dev.postern.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.postern.core.signature.CustomScheme;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person sets on a source besides its name, provider and secret. Written as JSON into one
 * column, so that a new setting needs no migration.
 *
 * @param allowedCidrs ranges or single addresses; empty allows all
 * @param allowedUserAgents beginnings of the user agent, {@code *} for anything; empty allows all
 * @param rateLimit per client address; null lifts it
 * @param rateLimitTotal over all clients; null lifts it
 * @param providerConfig what a provider needs besides: {@code verify_token}, {@code webhook_id} …
 * @param successStatus 200, 202 or 204
 * @param customScheme for the provider {@code custom}
 * @param requiredFields RFC 6901 pointers that must exist in the JSON body
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SourceSettings(
    List<String> allowedCidrs,
    List<String> allowedUserAgents,
    @Nullable RateLimit rateLimit,
    @Nullable RateLimit rateLimitTotal,
    Map<String, String> providerConfig,
    int replayWindowSeconds,
    int maxBodyBytes,
    int successStatus,
    @Nullable CustomScheme customScheme,
    List<String> requiredFields,
    @Nullable MaxEventAge maxEventAge,
    Forward forward) {

  private static final SourceSettings DEFAULTS =
      new SourceSettings(
          List.of(),
          List.of(),
          new RateLimit(100, 60),
          null,
          Map.of(),
          300,
          1024 * 1024,
          200,
          null,
          List.of(),
          null,
          Forward.NOWHERE);

  public SourceSettings {
    allowedCidrs = List.copyOf(allowedCidrs);
    allowedUserAgents = List.copyOf(allowedUserAgents);
    providerConfig = Map.copyOf(providerConfig);
    requiredFields = List.copyOf(requiredFields);
  }

  public static SourceSettings defaults() {
    return DEFAULTS;
  }

  public Duration replayWindow() {
    return Duration.ofSeconds(replayWindowSeconds);
  }

  /** The same with another forwarding. */
  public SourceSettings forwarding(Forward other) {
    return new SourceSettings(
        allowedCidrs,
        allowedUserAgents,
        rateLimit,
        rateLimitTotal,
        providerConfig,
        replayWindowSeconds,
        maxBodyBytes,
        successStatus,
        customScheme,
        requiredFields,
        maxEventAge,
        other);
  }
}
