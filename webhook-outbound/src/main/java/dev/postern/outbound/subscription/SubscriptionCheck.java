package dev.postern.outbound.subscription;

import dev.postern.core.Service;
import dev.postern.outbound.Findings;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be stored as a subscription. Thread-safe. */
@Service
class SubscriptionCheck {
  static final int MAX_ENTRIES = 100;
  static final int MAX_LIST_LENGTH = 8000;

  private final FilterCompiler filters;

  @Inject
  SubscriptionCheck(FilterCompiler filters) {
    this.filters = filters;
  }

  /**
   * 422 {@code invalid_event_type}, {@code invalid_filter}, {@code unsupported_transformation} or
   * {@code invalid_value}.
   */
  void settings(SubscriptionSettings settings) {
    Findings findings = new Findings();
    List<String> types = settings.eventTypes();
    findings.check(!types.isEmpty(), "/event_types", "Name at least one event type, or \"*\".");
    list(types, "/event_types", findings);
    for (int i = 0; i < types.size(); i++) {
      if (EventTypePattern.parse(types.get(i)).isEmpty()) {
        findings.add(
            "invalid_event_type",
            "/event_types/" + i,
            "An event type is words of letters, digits and _ with dots between them; * alone or"
                + " at the end stands for all below.");
      }
    }
    list(settings.channels(), "/channels", findings);
    for (int i = 0; i < settings.channels().size(); i++) {
      String channel = settings.channels().get(i);
      findings.text(channel, 1, 128, "/channels/" + i);
      findings.check(!channel.contains("\n"), "/channels/" + i, "A channel is one line.");
    }
    filter(settings.filter(), findings);
    if (settings.transformation() != null) {
      findings.add(
          "unsupported_transformation",
          "/transformation",
          "Transformations are not supported yet: leave it out.");
    }
    findings.raise();
  }

  private static void list(List<String> entries, String pointer, Findings findings) {
    findings.check(
        entries.size() <= MAX_ENTRIES
            && entries.stream().mapToInt(String::length).sum() + entries.size() <= MAX_LIST_LENGTH,
        pointer,
        "At most " + MAX_ENTRIES + " entries and " + MAX_LIST_LENGTH + " characters together.");
    findings.check(
        entries.stream().distinct().count() == entries.size(), pointer, "Name each entry once.");
  }

  private void filter(@Nullable String expression, Findings findings) {
    if (expression == null) {
      return;
    }
    findings.text(expression, 1, FilterCompiler.MAX_LENGTH, "/filter");
    if (findings.problem().isPresent()) {
      return;
    }
    try {
      filters.filter(expression);
    } catch (IllegalArgumentException e) {
      findings.add("invalid_filter", "/filter", String.valueOf(e.getMessage()));
    }
  }
}
