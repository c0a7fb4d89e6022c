package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.endpoint.Batching;
import dev.postern.outbound.endpoint.DeliveryRules;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.Ordering;
import dev.postern.outbound.endpoint.RateLimit;
import dev.postern.outbound.endpoint.RetrySchedule;
import dev.postern.outbound.endpoint.SuspensionRule;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How fast, how long, how often, and when it is enough. */
final class PacePage implements EditorPage {
  private final IntegerField timeout = new IntegerField("Timeout, seconds");
  private final IntegerField attempts = new IntegerField("Attempts at most");
  private final TextField schedule = new TextField("Waits between attempts");
  private final IntegerField requests = new IntegerField("Requests at most …");
  private final IntegerField period = new IntegerField("… in so many seconds");
  private final IntegerField inFlight = new IntegerField("At one time at most");
  private final IntegerField failures = new IntegerField("Suspend after failures in a row");
  private final IntegerField seconds = new IntegerField("… that last seconds at least");
  private final IntegerField events = new IntegerField("Events in one request at most");
  private final IntegerField wait = new IntegerField("… gathered for milliseconds at most");
  private final Checkbox ordered = new Checkbox("Keep the order of events with one ordering key");

  PacePage(EndpointSettings present) {
    DeliveryRules rules = present.delivery();
    timeout.setValue((int) rules.timeout().toSeconds());
    attempts.setValue(rules.maxAttempts());
    attempts.setPlaceholder("The schedule's");
    RetrySchedule own = rules.retrySchedule();
    schedule.setValue(own == null ? "" : String.join(", ", own.words()));
    schedule.setPlaceholder("The node's. Such as 5s, 5m, 30m, 2h");
    RateLimit limit = rules.rateLimit();
    requests.setPlaceholder("No limit");
    if (limit != null) {
      requests.setValue(limit.requests());
      period.setValue((int) limit.period().toSeconds());
    } else {
      period.setValue(1);
    }
    inFlight.setValue(rules.maxInFlight());
    inFlight.setPlaceholder("The node's");
    failures.setValue(present.suspension().afterFailures());
    seconds.setValue((int) present.suspension().minimumAge().toSeconds());
    events.setPlaceholder("Each alone");
    wait.setPlaceholder("500");
    if (rules.batching() instanceof Batching(int most, Duration longest)) {
      events.setValue(most);
      wait.setValue((int) longest.toMillis());
    }
    ordered.setValue(rules.ordering() == Ordering.KEY);
  }

  @Override
  public String title() {
    return "Limits and retries";
  }

  @Override
  public Component content() {
    Div content =
        new Div(
            timeout, inFlight, requests, period, attempts, schedule, failures, seconds, events,
            wait, ordered);
    content.addClassName("pairs");
    ordered.addClassName("whole");
    return content;
  }

  @Override
  public EndpointSettings edit(EndpointSettings stored) {
    DeliveryRules rules =
        new DeliveryRules(
            Duration.ofSeconds(number(timeout, 30)),
            waits(),
            attempts.getValue(),
            limit(),
            inFlight.getValue(),
            ordered.getValue() ? Ordering.KEY : Ordering.NONE,
            batching());
    return new EndpointSettings(
        stored.url(),
        stored.description(),
        stored.signatureFormats(),
        stored.headers(),
        rules,
        new SuspensionRule(number(failures, 10), Duration.ofSeconds(number(seconds, 300))),
        stored.formatOptions(),
        stored.access());
  }

  @Override
  public Map<String, HasValidationProperties> fields() {
    Map<String, HasValidationProperties> fields = new HashMap<>();
    fields.put("/timeout_seconds", timeout);
    fields.put("/max_attempts", attempts);
    fields.put("/retry_schedule", schedule);
    fields.put("/rate_limit/requests", requests);
    fields.put("/rate_limit/per_seconds", period);
    fields.put("/max_in_flight", inFlight);
    fields.put("/suspend_after_failures", failures);
    fields.put("/suspend_min_seconds", seconds);
    fields.put("/batch/max_events", events);
    fields.put("/batch/max_wait_ms", wait);
    return fields;
  }

  private @Nullable Batching batching() {
    Integer most = events.getValue();
    return most == null ? null : new Batching(most, Duration.ofMillis(number(wait, 500)));
  }

  private @Nullable RateLimit limit() {
    Integer many = requests.getValue();
    return many == null ? null : new RateLimit(many, Duration.ofSeconds(number(period, 1)));
  }

  private @Nullable RetrySchedule waits() {
    if (schedule.getValue().isBlank()) {
      return null;
    }
    try {
      return RetrySchedule.parse(
          Arrays.stream(schedule.getValue().strip().split("[,\\s]+")).toList());
    } catch (IllegalArgumentException wrong) {
      throw ProblemException.unprocessable(
          "invalid_value", "/retry_schedule", String.valueOf(wrong.getMessage()));
    }
  }

  private static int number(IntegerField field, int otherwise) {
    return Objects.requireNonNullElse(field.getValue(), otherwise);
  }
}
