package dev.postern.adminui.report;

import dev.postern.adminui.report.ComplianceReport.Section;
import dev.postern.core.Service;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.json.Json;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.Rejection;
import dev.postern.ingest.RejectionQuery;
import dev.postern.ingest.Rejections;
import dev.postern.ingest.Source;
import dev.postern.ingest.Sources;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests whose signature did not prove anything, by source and reason. */
@Service
class SignatureSection {
  private static final int PAGES = 40;
  private static final Set<String> REASONS =
      Set.of(
          "missing_signature",
          "malformed_signature",
          "bad_signature",
          "missing_timestamp",
          "malformed_timestamp",
          "stale_timestamp",
          "future_timestamp",
          "no_secret",
          "replayed");

  private final Rejections rejections;
  private final Sources sources;

  @Inject
  SignatureSection(Rejections rejections, Sources sources) {
    this.rejections = rejections;
    this.sources = sources;
  }

  Section failures(TenantId tenant, Instant since) {
    Map<Kind, Failures> failures = new LinkedHashMap<>();
    boolean more = count(tenant, since, failures);
    return new Section(
        "signature_failures",
        "Signature failures since " + Json.timestamp(since),
        List.of("source_id", "source", "reason", "count", "last_at"),
        failures.entrySet().stream()
            .map(each -> row(tenant, each.getKey(), each.getValue()))
            .toList(),
        more ? "There are more; the newest " + PAGES * PageRequest.MAX_LIMIT + " count." : null);
  }

  private boolean count(TenantId tenant, Instant since, Map<Kind, Failures> failures) {
    RejectionQuery query = new RejectionQuery(null, null, since, null);
    @Nullable String cursor = null;
    for (int i = 0; i < PAGES; i++) {
      Page<Rejection> page = rejections.list(tenant, query, PageRequest.of("250", cursor));
      for (Rejection refused : page.data()) {
        if (REASONS.contains(refused.reason())) {
          failures.merge(
              new Kind(refused.sourceId(), refused.reason()),
              new Failures(refused.count(), refused.rejectedAt()),
              Failures::plus);
        }
      }
      cursor = page.nextCursor();
      if (cursor == null) {
        return false;
      }
    }
    return true;
  }

  private List<String> row(TenantId tenant, Kind kind, Failures failures) {
    return List.of(
        kind.source().toString(),
        sources.find(tenant, kind.source()).map(Source::name).orElse(""),
        kind.reason(),
        Long.toString(failures.count()),
        Json.timestamp(failures.last()));
  }

  private record Kind(SourceId source, String reason) {}

  private record Failures(long count, Instant last) {
    Failures plus(Failures other) {
      return new Failures(count + other.count, other.last.isAfter(last) ? other.last : last);
    }
  }
}
