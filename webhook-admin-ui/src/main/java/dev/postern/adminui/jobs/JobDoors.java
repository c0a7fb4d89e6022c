package dev.postern.adminui.jobs;

import com.vaadin.flow.component.Component;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.LiveUpdates;
import dev.postern.adminui.part.Times;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.id.JobId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.config.OutboundConfig;
import dev.postern.outbound.ledger.LedgerFilter;
import dev.postern.outbound.ledger.Pulse;
import dev.postern.outbound.replay.Job;
import dev.postern.outbound.replay.Jobs;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The door to jobs, for a visit. */
@Service
public class JobDoors {
  private static final Duration PROGRESS = Duration.ofSeconds(1);
  private final Jobs jobs;
  private final LiveUpdates live;
  private final Times times;
  private final int perSecond;

  @Inject
  JobDoors(Jobs jobs, LiveUpdates live, Times times, OutboundConfig config) {
    this.jobs = jobs;
    this.live = live;
    this.times = times;
    this.perSecond = config.replayPerSecond();
  }

  Pulse.Count matching(Visit visit, LedgerFilter filter) {
    return jobs.matching(visit.tenantTo(Permission.READ), filter);
  }

  Job start(Visit visit, LedgerFilter filter) {
    return jobs.start(visit.tenantTo(Permission.WRITE), Job.Kind.BULK_RETRY, filter);
  }

  Job replay(Visit visit, LedgerFilter filter) {
    return jobs.start(visit.tenantTo(Permission.WRITE), Job.Kind.REPLAY, filter);
  }

  Job get(Visit visit, JobId id) {
    return jobs.find(visit.tenantTo(Permission.READ), id)
        .orElseThrow(() -> ProblemException.notFound("The job"));
  }

  Page<Job> list(Visit visit, PageRequest page) {
    return jobs.list(visit.tenantTo(Permission.READ), page);
  }

  void cancel(Visit visit, JobId id) {
    jobs.cancel(visit.tenantTo(Permission.WRITE), id);
  }

  void follow(Component view, BooleanSupplier redraw) {
    live.every(view, PROGRESS, redraw);
  }

  /** How many a job puts back into the queue in a second, at most. */
  int perSecond() {
    return perSecond;
  }

  Times times() {
    return times;
  }
}
