package dev.postern.adminui.sources;

import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.secrets.SecretDoors;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.id.SourceId;
import dev.postern.core.problem.ProblemException;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceStats;
import dev.postern.ingest.Sources;
import dev.postern.ingest.figures.SourceStatistics;
import jakarta.inject.Inject;

/** The doors that the views of sources go through, together. */
@Service
public class SourceDoors {
  private final Sources sources;
  private final SourceStatistics statistics;
  private final SourceDefences defences;
  private final SecretDoors secrets;
  private final Times times;

  @Inject
  SourceDoors(
      Sources sources,
      SourceStatistics statistics,
      SourceDefences defences,
      SecretDoors secrets,
      Times times) {
    this.sources = sources;
    this.statistics = statistics;
    this.defences = defences;
    this.secrets = secrets;
    this.times = times;
  }

  Sources sources() {
    return sources;
  }

  Source get(Visit visit, SourceId id) {
    return sources
        .find(visit.tenantTo(Permission.READ), id)
        .orElseThrow(() -> ProblemException.notFound("The source"));
  }

  SourceStats figures(Visit visit, SourceId id) {
    return statistics.of(visit.tenantTo(Permission.READ), id);
  }

  SourceDefences defences() {
    return defences;
  }

  SecretDoors secrets() {
    return secrets;
  }

  Times times() {
    return times;
  }
}
