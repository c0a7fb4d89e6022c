package dev.postern.adminui.received;

import com.vaadin.flow.router.QueryParameters;
import dev.postern.adminui.part.TimeRange;
import dev.postern.core.id.SourceId;
import dev.postern.ingest.RejectionQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filters of the list, as they stand in the address. Words it does not know are left out. */
record RejectionFilters(@Nullable SourceId source, @Nullable String reason, TimeRange time) {
  static final RejectionFilters OPEN = new RejectionFilters(null, null, TimeRange.ANY);

  static RejectionFilters of(QueryParameters words) {
    return new RejectionFilters(
        words.getSingleParameter("source").flatMap(SourceId::parse).orElse(null),
        words.getSingleParameter("reason").filter(text -> !text.isBlank()).orElse(null),
        TimeRange.of(words));
  }

  RejectionQuery query(Instant now) {
    return new RejectionQuery(source, reason, time.since(now), time.until());
  }

  boolean open() {
    return equals(OPEN);
  }

  QueryParameters parameters() {
    Map<String, String> words = new LinkedHashMap<>();
    if (source != null) {
      words.put("source", source.toString());
    }
    if (reason != null) {
      words.put("reason", reason);
    }
    time.write(words);
    return QueryParameters.simple(words);
  }
}
