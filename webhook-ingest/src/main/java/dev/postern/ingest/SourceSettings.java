package dev.postern.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.postern.core.id.Mode;
import dev.postern.core.signature.CustomScheme;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedContent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person sets on a source besides its name, provider and secret. Written as JSON into one
 * column, so that a new setting needs no migration.
 *
 * @param allowedCidrs ranges, single addresses, or {@code preset:} and a provider that publishes
 *     its ranges; empty allows all
 * @param allowedUserAgents beginnings of the user agent, {@code *} for anything; empty allows all
 * @param rateLimit per client address; null lifts it
 * @param rateLimitTotal over all clients; null lifts it
 * @param providerConfig what a provider needs besides: {@code verify_token}, {@code webhook_id} …
 * @param replayWindowSeconds null takes the window that fits the provider
 * @param successStatus 200, 202 or 204
 * @param successAnswer null answers with a receipt
 * @param customScheme for the provider {@code custom}
 * @param requiredFields RFC 6901 pointers that must exist in the JSON body
 * @param jsonSchema JSON Schema 2020-12 that every event must fit, or null
 * @param refuseRepeatedBodies whether what was signed before under another event id is refused as
 *     replayed; null does so where it can only be a copy
 * @param retentionDays what was received is purged after that many days; null leaves it to the
 *     tenant
 * @param autoResponse what is done by itself while signature failures are unusual
 * @param countries which countries may post
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SourceSettings(
    List<String> allowedCidrs,
    List<String> allowedUserAgents,
    @Nullable RateLimit rateLimit,
    @Nullable RateLimit rateLimitTotal,
    Map<String, String> providerConfig,
    @Nullable Integer replayWindowSeconds,
    int maxBodyBytes,
    int successStatus,
    @Nullable SuccessAnswer successAnswer,
    @JsonSerialize(using = CustomSchemeField.Writer.class)
        @JsonDeserialize(using = CustomSchemeField.Reader.class)
        @Nullable CustomScheme customScheme,
    List<String> requiredFields,
    @Nullable MaxEventAge maxEventAge,
    @Nullable JsonNode jsonSchema,
    @Nullable EventLocation eventLocation,
    @Nullable Boolean refuseRepeatedBodies,
    @Nullable Integer retentionDays,
    SourceMode mode,
    Forward forward,
    AutoResponse autoResponse,
    CountryRule countries) {

  private static final SourceSettings DEFAULTS =
      new SourceSettings(
          List.of(),
          List.of(),
          new RateLimit(100, 60),
          null,
          Map.of(),
          null,
          1024 * 1024,
          200,
          null,
          null,
          List.of(),
          null,
          null,
          null,
          null,
          null,
          SourceMode.LIVE,
          Forward.NOWHERE,
          AutoResponse.NONE,
          CountryRule.NONE);

  public SourceSettings {
    allowedCidrs = List.copyOf(allowedCidrs);
    allowedUserAgents = List.copyOf(allowedUserAgents);
    providerConfig = Map.copyOf(providerConfig);
    requiredFields = List.copyOf(requiredFields);
    jsonSchema = jsonSchema == null || jsonSchema.isNull() ? null : jsonSchema;
  }

  public static SourceSettings defaults() {
    return DEFAULTS;
  }

  /** The one that is set, or the one that fits the provider. */
  public Duration replayWindow(SignatureScheme scheme) {
    return replayWindowSeconds == null
        ? scheme.defaultTolerance()
        : Duration.ofSeconds(replayWindowSeconds);
  }

  /** Whether that content may come under one event id only. */
  public boolean refusesCopies(SignedContent content) {
    boolean named = content.namesEvent() && (eventLocation == null || !eventLocation.idInHeader());
    return refuseRepeatedBodies == null ? content.unique() && !named : refuseRepeatedBodies;
  }

  /**
   * Whether what comes in may go on from here. In the tenant's test mode it may: to that mode's
   * own.
   */
  public boolean goesOn(Mode tenant) {
    return tenant == Mode.TEST || mode == SourceMode.LIVE;
  }

  /** The same with another forwarding. */
  public SourceSettings forwarding(Forward other) {
    return with(replayWindowSeconds, other, mode);
  }

  /** The same with that replay window. */
  public SourceSettings replaying(int seconds) {
    return with(seconds, forward, mode);
  }

  /** As a source of that mode of its tenant shows them: one of the test mode is for tests. */
  public SourceSettings seenIn(Mode tenant) {
    return tenant == Mode.TEST ? with(replayWindowSeconds, forward, SourceMode.TEST) : this;
  }

  private SourceSettings with(@Nullable Integer window, Forward onwards, SourceMode purpose) {
    return new SourceSettings(
        allowedCidrs,
        allowedUserAgents,
        rateLimit,
        rateLimitTotal,
        providerConfig,
        window,
        maxBodyBytes,
        successStatus,
        successAnswer,
        customScheme,
        requiredFields,
        maxEventAge,
        jsonSchema,
        eventLocation,
        refuseRepeatedBodies,
        retentionDays,
        purpose,
        onwards,
        autoResponse,
        countries);
  }
}
