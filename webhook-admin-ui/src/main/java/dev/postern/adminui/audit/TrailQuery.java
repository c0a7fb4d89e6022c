package dev.postern.adminui.audit;

import com.vaadin.flow.router.QueryParameters;
import dev.postern.core.audit.AuditFilter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The filters of the trail, as they stand in the address; empty is any. */
record TrailQuery(String action, String target) {
  static TrailQuery of(QueryParameters words) {
    return new TrailQuery(
        words.getSingleParameter("action").orElse(""),
        words.getSingleParameter("target").orElse(""));
  }

  AuditFilter filter() {
    return new AuditFilter(
        action.isBlank() ? null : action, null, target.isBlank() ? null : target, null, null);
  }

  boolean open() {
    return action.isBlank() && target.isBlank();
  }

  QueryParameters parameters() {
    Map<String, String> words = new LinkedHashMap<>();
    if (!action.isBlank()) {
      words.put("action", action);
    }
    if (!target.isBlank()) {
      words.put("target", target);
    }
    return QueryParameters.simple(words);
  }
}
