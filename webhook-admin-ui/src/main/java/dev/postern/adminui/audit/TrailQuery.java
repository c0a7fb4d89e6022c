package dev.postern.adminui.audit;

import com.vaadin.flow.router.QueryParameters;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.json.Rfc3339;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filters of the trail, as they stand in the address; empty and null are any. */
record TrailQuery(
    String action, String actor, String target, @Nullable Instant since, @Nullable Instant until) {
  static TrailQuery of(QueryParameters words) {
    return new TrailQuery(
        text(words, "action"),
        text(words, "actor"),
        text(words, "target"),
        Rfc3339.parse(text(words, "since")).orElse(null),
        Rfc3339.parse(text(words, "until")).orElse(null));
  }

  AuditFilter filter() {
    return new AuditFilter(blank(action), blank(actor), blank(target), since, until);
  }

  boolean open() {
    return filter().equals(AuditFilter.ALL);
  }

  QueryParameters parameters() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("action", action);
    words.put("actor", actor);
    words.put("target", target);
    words.put("since", since == null ? "" : since.toString());
    words.put("until", until == null ? "" : until.toString());
    words.values().removeIf(String::isBlank);
    return QueryParameters.simple(words);
  }

  private static String text(QueryParameters words, String name) {
    return words.getSingleParameter(name).orElse("");
  }

  private static @Nullable String blank(String text) {
    return text.isBlank() ? null : text;
  }
}
