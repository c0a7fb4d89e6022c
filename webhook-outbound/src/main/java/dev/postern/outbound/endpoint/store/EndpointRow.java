package dev.postern.outbound.endpoint.store;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.endpoint.Batching;
import dev.postern.outbound.endpoint.DeliveryRules;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.EndpointState;
import dev.postern.outbound.endpoint.FormatOptions;
import dev.postern.outbound.endpoint.Ordering;
import dev.postern.outbound.endpoint.PayloadForm;
import dev.postern.outbound.endpoint.RateLimit;
import dev.postern.outbound.endpoint.RetrySchedule;
import dev.postern.outbound.endpoint.SignatureFormat;
import dev.postern.outbound.endpoint.SuspensionRule;
import dev.postern.outbound.ledger.HeadersJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of {@code endpoint}. */
@Entity(name = "Endpoint")
@Table(name = "endpoint")
public class EndpointRow {
  @Id private UUID id;

  @Column(name = "tenant_id", nullable = false, updatable = false)
  private UUID tenantId;

  @Column(nullable = false)
  private String url;

  @Column(nullable = false)
  private String description;

  @Column(name = "signature_formats", nullable = false)
  private String signatureFormats;

  @Column(nullable = false)
  private String headers;

  @Column(name = "timeout_seconds", nullable = false)
  private int timeoutSeconds;

  @Column(name = "retry_schedule")
  private @Nullable String retrySchedule;

  @Column(name = "max_attempts")
  private @Nullable Integer maxAttempts;

  @Column(name = "rate_limit_requests")
  private @Nullable Integer rateLimitRequests;

  @Column(name = "rate_limit_per_seconds")
  private @Nullable Integer rateLimitPerSeconds;

  @Column(name = "max_in_flight")
  private @Nullable Integer maxInFlight;

  @Column(nullable = false)
  private String ordering;

  @Column(name = "batch_max_events")
  private @Nullable Integer batchMaxEvents;

  @Column(name = "batch_max_wait_ms")
  private @Nullable Integer batchMaxWaitMs;

  @Column(name = "suspend_after_failures", nullable = false)
  private int suspendAfterFailures;

  @Column(name = "suspend_min_seconds", nullable = false)
  private int suspendMinSeconds;

  @Column(name = "format_options")
  private @Nullable String formatOptions;

  @Column(name = "payload_form")
  private @Nullable String payloadForm;

  @Column(name = "signature_scheme")
  private @Nullable String signatureScheme;

  @Column(name = "access_sealed")
  private byte @Nullable [] accessSealed;

  @Column(name = "created_at", nullable = false, updatable = false)
  private Instant createdAt;

  @Column(name = "updated_at", nullable = false)
  private Instant updatedAt;

  protected EndpointRow() {}

  static EndpointRow of(Endpoint endpoint, AccessVault vault) {
    EndpointRow row = new EndpointRow();
    row.id = endpoint.id().uuid();
    row.tenantId = endpoint.tenant().uuid();
    row.createdAt = endpoint.createdAt();
    row.write(endpoint.settings(), vault, endpoint.updatedAt());
    return row;
  }

  void write(EndpointSettings settings, AccessVault vault, Instant at) {
    DeliveryRules rules = settings.delivery();
    RateLimit limit = rules.rateLimit();
    RetrySchedule schedule = rules.retrySchedule();
    url = settings.url();
    description = settings.description();
    signatureFormats =
        settings.signatureFormats().stream()
            .map(SignatureFormat::word)
            .collect(Collectors.joining(","));
    headers = HeadersJson.write(settings.headers());
    timeoutSeconds = (int) rules.timeout().toSeconds();
    retrySchedule = schedule == null ? null : String.join(",", schedule.words());
    maxAttempts = rules.maxAttempts();
    rateLimitRequests = limit == null ? null : limit.requests();
    rateLimitPerSeconds = limit == null ? null : (int) limit.period().toSeconds();
    maxInFlight = rules.maxInFlight();
    ordering = rules.ordering().word();
    Batching batching = rules.batching();
    batchMaxEvents = batching == null ? null : batching.maxEvents();
    batchMaxWaitMs = batching == null ? null : (int) batching.maxWait().toMillis();
    suspendAfterFailures = settings.suspension().afterFailures();
    suspendMinSeconds = (int) settings.suspension().minimumAge().toSeconds();
    FormatOptions options = settings.formatOptions();
    formatOptions = FormatOptionsJson.write(options);
    payloadForm = options.payload() == PayloadForm.EVENT ? null : options.payload().word();
    signatureScheme = SchemeColumn.write(options.custom());
    accessSealed = vault.seal(id, settings.access());
    updatedAt = at;
  }

  UUID id() {
    return id;
  }

  Endpoint toEndpoint(EndpointState state, AccessVault vault) {
    return new Endpoint(
        new EndpointId(id), new TenantId(tenantId), settings(vault), state, createdAt, updatedAt);
  }

  private EndpointSettings settings(AccessVault vault) {
    return new EndpointSettings(
        url,
        description,
        Arrays.stream(signatureFormats.split(","))
            .map(word -> SignatureFormat.of(word).orElseThrow())
            .toList(),
        HeadersJson.read(headers),
        new DeliveryRules(
            Duration.ofSeconds(timeoutSeconds),
            retrySchedule == null ? null : RetrySchedule.parse(List.of(retrySchedule.split(","))),
            maxAttempts,
            rateLimit(),
            maxInFlight,
            Ordering.of(ordering).orElseThrow(),
            batching()),
        new SuspensionRule(suspendAfterFailures, Duration.ofSeconds(suspendMinSeconds)),
        FormatOptionsJson.read(formatOptions)
            .with(payload())
            .with(SchemeColumn.read(signatureScheme)),
        vault.open(id, accessSealed));
  }

  private PayloadForm payload() {
    return payloadForm == null ? PayloadForm.EVENT : PayloadForm.of(payloadForm).orElseThrow();
  }

  private @Nullable Batching batching() {
    return batchMaxEvents == null || batchMaxWaitMs == null
        ? null
        : new Batching(batchMaxEvents, Duration.ofMillis(batchMaxWaitMs));
  }

  private @Nullable RateLimit rateLimit() {
    return rateLimitRequests == null || rateLimitPerSeconds == null
        ? null
        : new RateLimit(rateLimitRequests, Duration.ofSeconds(rateLimitPerSeconds));
  }
}
