package dev.postern.adminui.failures;

import dev.postern.adminui.access.Visit;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.id.SourceId;
import dev.postern.ingest.RejectionGroup;
import dev.postern.ingest.RejectionQuery;
import dev.postern.ingest.Rejections;
import dev.postern.ingest.Source;
import dev.postern.ingest.Sources;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** What was turned away at the sources. */
@Service
public class Intake {
  private final Rejections rejections;
  private final Sources sources;

  @Inject
  Intake(Rejections rejections, Sources sources) {
    this.rejections = rejections;
    this.sources = sources;
  }

  List<RejectionGroup> groups(Visit visit, Instant since) {
    return rejections.groups(
        visit.tenantTo(Permission.READ), new RejectionQuery(null, null, since, null));
  }

  String name(Visit visit, SourceId id) {
    return sources
        .find(visit.tenantTo(Permission.READ), id)
        .map(Source::name)
        .orElse("a deleted source");
  }
}
