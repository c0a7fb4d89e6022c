package dev.postern.outbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.access.Caller;
import dev.postern.core.access.Permission;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.Mode;
import dev.postern.core.vault.SecretInfo;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointState;
import dev.postern.outbound.endpoint.NewEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint in an answer.
 *
 * @param secret at creation only
 */
public record EndpointAnswer(
    EndpointId id,
    Mode mode,
    @Nullable String url,
    @Nullable String description,
    String status,
    @Nullable String statusReason,
    @Nullable List<String> signatureFormats,
    @Nullable Map<String, String> signatureFormatSunsets,
    @Nullable String cloudeventsMode,
    @Nullable JsonNode customSignature,
    @Nullable String payload,
    @Nullable Map<String, String> headers,
    @Nullable AuthBody auth,
    @Nullable TlsBody tls,
    EndpointBody.@Nullable RateLimitBody rateLimit,
    @Nullable Integer maxInFlight,
    @Nullable Integer timeoutSeconds,
    @Nullable List<String> retrySchedule,
    @Nullable Integer maxAttempts,
    @Nullable String ordering,
    EndpointBody.@Nullable BatchBody batch,
    @Nullable Integer suspendAfterFailures,
    @Nullable Integer suspendMinSeconds,
    int consecutiveFailures,
    @Nullable Instant suspendedAt,
    @Nullable String suspendedReason,
    String circuit,
    @Nullable Instant probeAt,
    Instant createdAt,
    Instant updatedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SecretInfo secret) {

  static EndpointAnswer of(Endpoint endpoint) {
    return of(endpoint, null);
  }

  /** For whoever may read: values that may be credentials only where the caller may write too. */
  static EndpointAnswer shownTo(Caller caller, Endpoint endpoint) {
    return caller.may(Permission.WRITE) ? of(endpoint) : of(endpoint.withMaskedHeaders());
  }

  static EndpointAnswer of(NewEndpoint made) {
    return of(made.endpoint(), made.secret());
  }

  private static EndpointAnswer of(Endpoint endpoint, @Nullable SecretInfo secret) {
    EndpointBody body = EndpointBody.of(endpoint.settings());
    EndpointState state = endpoint.state();
    return new EndpointAnswer(
        endpoint.id(),
        endpoint.tenant().mode(),
        body.url(),
        body.description(),
        state.status().name().toLowerCase(Locale.ROOT),
        state.statusReason(),
        body.signatureFormats(),
        body.signatureFormatSunsets(),
        body.cloudeventsMode(),
        body.customSignature(),
        body.payload(),
        body.headers(),
        body.auth(),
        body.tls(),
        body.rateLimit(),
        body.maxInFlight(),
        body.timeoutSeconds(),
        body.retrySchedule(),
        body.maxAttempts(),
        body.ordering(),
        body.batch(),
        body.suspendAfterFailures(),
        body.suspendMinSeconds(),
        state.consecutiveFailures(),
        state.suspendedAt(),
        state.suspendedReason(),
        state.circuit().word(),
        state.probeAt(),
        endpoint.createdAt(),
        endpoint.updatedAt(),
        secret);
  }
}
