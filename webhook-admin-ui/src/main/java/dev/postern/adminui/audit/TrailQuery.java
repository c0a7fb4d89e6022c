package dev.postern.adminui.audit;

import com.vaadin.flow.router.QueryParameters;
import dev.postern.adminui.part.TimeRange;
import dev.postern.core.audit.AuditFilter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filters of the trail, as they stand in the address; empty and null are any. */
record TrailQuery(String action, String actor, String target, TimeRange time) {
  static TrailQuery of(QueryParameters words) {
    return new TrailQuery(
        text(words, "action"), text(words, "actor"), text(words, "target"), TimeRange.of(words));
  }

  AuditFilter filter(Instant now) {
    return new AuditFilter(
        blank(action), blank(actor), blank(target), time.since(now), time.until());
  }

  boolean open() {
    return parameters().getParameters().isEmpty();
  }

  QueryParameters parameters() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("action", action);
    words.put("actor", actor);
    words.put("target", target);
    words.values().removeIf(String::isBlank);
    time.write(words);
    return QueryParameters.simple(words);
  }

  private static String text(QueryParameters words, String name) {
    return words.getSingleParameter(name).orElse("");
  }

  private static @Nullable String blank(String text) {
    return text.isBlank() ? null : text;
  }
}
