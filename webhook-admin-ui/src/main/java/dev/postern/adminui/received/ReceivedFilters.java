package dev.postern.adminui.received;

import com.vaadin.flow.router.QueryParameters;
import dev.postern.adminui.part.TimeRange;
import dev.postern.core.id.SourceId;
import dev.postern.ingest.ReceivedQuery;
import dev.postern.ingest.ReceivedStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filters of the list, as they stand in the address. Words it does not know are left out. */
record ReceivedFilters(
    @Nullable SourceId source,
    @Nullable ReceivedStatus status,
    TimeRange time,
    @Nullable String q) {
  static final ReceivedFilters OPEN = new ReceivedFilters(null, null, TimeRange.ANY, null);

  static ReceivedFilters of(QueryParameters words) {
    return new ReceivedFilters(
        words.getSingleParameter("source").flatMap(SourceId::parse).orElse(null),
        words.getSingleParameter("status").flatMap(ReceivedStatus::of).orElse(null),
        TimeRange.of(words),
        words
            .getSingleParameter("q")
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .orElse(null));
  }

  ReceivedQuery query(Instant now) {
    return new ReceivedQuery(source, null, time.since(now), time.until(), q, status);
  }

  boolean open() {
    return equals(OPEN);
  }

  QueryParameters parameters() {
    Map<String, String> words = new LinkedHashMap<>();
    if (source != null) {
      words.put("source", source.toString());
    }
    if (status != null) {
      words.put("status", status.word());
    }
    time.write(words);
    if (q != null) {
      words.put("q", q);
    }
    return QueryParameters.simple(words);
  }
}
