package dev.postern.outbound.subscription;

import dev.postern.core.Service;
import dev.postern.outbound.Findings;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What may be stored as a subscription. Thread-safe. */
@Service
class SubscriptionCheck {
  static final int MAX_ENTRIES = 100;
  static final int MAX_LIST_LENGTH = 8000;

  private final FilterCompiler filters;
  private final TransformationCompiler transformations;

  @Inject
  SubscriptionCheck(FilterCompiler filters, TransformationCompiler transformations) {
    this.filters = filters;
    this.transformations = transformations;
  }

  /**
   * 422 {@code invalid_event_type}, {@code invalid_filter}, {@code invalid_transformation} or
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
    expression(settings.filter(), "filter", filters::filter, findings);
    expression(
        settings.transformation(), "transformation", transformations::transformation, findings);
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

  private static void expression(
      @Nullable String text, String name, Function<String, Object> compiler, Findings findings) {
    if (text == null) {
      return;
    }
    Findings own = new Findings().text(text, 1, FilterCompiler.MAX_LENGTH, "/" + name);
    if (own.problem().isPresent()) {
      findings.text(text, 1, FilterCompiler.MAX_LENGTH, "/" + name);
      return;
    }
    try {
      Object unused = compiler.apply(text);
    } catch (IllegalArgumentException e) {
      findings.add("invalid_" + name, "/" + name, String.valueOf(e.getMessage()));
    }
  }
}
