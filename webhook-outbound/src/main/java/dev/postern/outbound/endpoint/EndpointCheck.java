package dev.postern.outbound.endpoint;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.egress.Decision;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.outbound.Findings;
import dev.postern.outbound.send.HeaderRules;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be stored as an endpoint. Pointers are those of the contract's shape. Thread-safe. */
@Service
public class EndpointCheck {
  private static final int MAX_HEADERS_LENGTH = 12_000;

  private final EgressPolicy egress;

  @Inject
  EndpointCheck(PlatformConfig config) {
    this(config.egress());
  }

  public EndpointCheck(EgressPolicy egress) {
    this.egress = egress;
  }

  /** 422 {@code invalid_url}, {@code invalid_header} or {@code invalid_value}. */
  public void settings(EndpointSettings settings) {
    Findings findings = new Findings();
    url(settings.url(), findings);
    findings.text(settings.description(), 0, 1000, "/description");
    new FormatCheck(settings, findings).judge();
    headers(settings, findings);
    new AccessCheck(egress, findings).judge(settings);
    delivery(settings.delivery(), findings);
    SuspensionRule suspension = settings.suspension();
    findings.range((long) suspension.afterFailures(), 1, 1000, "/suspend_after_failures");
    findings.range(seconds(suspension.minimumAge()), 0, 604_800, "/suspend_min_seconds");
    findings.raise();
  }

  private void url(String url, Findings findings) {
    switch (egress.check(url)) {
      case Decision.Allowed allowed ->
          findings.check(
              allowed.url().toString().length() <= 2048, "/url", "A URL has 2048 characters.");
      case Decision.Refused refused ->
          findings.add("invalid_url", "/url", refused.detail(), refused.withCode());
    }
  }

  private static void headers(EndpointSettings settings, Findings findings) {
    HeaderRules.problems(List.copyOf(settings.headers().entrySet()))
        .forEach(problem ->
            findings.add(
                "invalid_header", "/headers/" + pointer(problem.name()), problem.detail()));
    int length =
        settings.headers().entrySet().stream()
            .mapToInt(header -> header.getKey().length() + header.getValue().length())
            .sum();
    if (length > MAX_HEADERS_LENGTH) {
      findings.add(
          "invalid_header",
          "/headers",
          "All headers together may have " + MAX_HEADERS_LENGTH + " characters.");
    }
  }

  private static void delivery(DeliveryRules rules, Findings findings) {
    findings.range(seconds(rules.timeout()), 1, 120, "/timeout_seconds");
    findings.range(number(rules.maxAttempts()), 1, RetrySchedule.MAX_WAITS + 1, "/max_attempts");
    findings.range(number(rules.maxInFlight()), 1, 1000, "/max_in_flight");
    if (rules.rateLimit() instanceof RateLimit(int requests, Duration period)) {
      findings.range((long) requests, 1, 1_000_000, "/rate_limit/requests");
      findings.range(seconds(period), 1, 86_400, "/rate_limit/per_seconds");
    }
  }

  private static Long seconds(Duration duration) {
    return duration.toSeconds();
  }

  private static @Nullable Long number(@Nullable Integer value) {
    return value == null ? null : (long) value;
  }

  /** RFC 6901 section 3. */
  private static String pointer(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
