package dev.postern.adminui.failures;

import dev.postern.adminui.access.Visit;
import dev.postern.adminui.deliveries.DeliveryLists;
import dev.postern.adminui.endpoints.EnableDialog;
import dev.postern.adminui.endpoints.EndpointDoors;
import dev.postern.adminui.endpoints.EndpointTraffic;
import dev.postern.adminui.jobs.JobDoors;
import dev.postern.adminui.jobs.RetryMany;
import dev.postern.adminui.part.Lately;
import dev.postern.adminui.part.Times;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SourceId;
import dev.postern.ingest.RejectionGroup;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointStatus;
import dev.postern.outbound.ledger.Attempt;
import dev.postern.outbound.ledger.DeadLetters;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.LedgerFilter;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** What has failed, and the ways on. */
@Service
public class FailureDoors {
  private final EndpointDoors endpoints;
  private final EndpointTraffic traffic;
  private final DeadLetters dead;
  private final JobDoors jobs;
  private final Intake intake;

  @Inject
  FailureDoors(
      EndpointDoors endpoints,
      EndpointTraffic traffic,
      DeadLetters dead,
      JobDoors jobs,
      Intake intake) {
    this.endpoints = endpoints;
    this.traffic = traffic;
    this.dead = dead;
    this.jobs = jobs;
    this.intake = intake;
  }

  List<Endpoint> held(Visit visit) {
    return endpoints.all(visit.tenantTo(Permission.READ)).stream()
        .filter(endpoint -> endpoint.state().status() != EndpointStatus.ACTIVE)
        .toList();
  }

  DeadLetters.Groups dead(Visit visit) {
    return dead.of(visit.tenantTo(Permission.READ));
  }

  List<RejectionGroup> refused(Visit visit, Lately within) {
    return intake.groups(visit, times().now().minus(within.length));
  }

  String name(Visit visit, EndpointId id) {
    return endpoints
        .find(visit, id)
        .map(DeliveryLists::name)
        .orElse("a deleted endpoint (" + id + ")");
  }

  String source(Visit visit, SourceId id) {
    return intake.name(visit, id);
  }

  String why(Endpoint endpoint) {
    return traffic.why(endpoint);
  }

  String waiting(Visit visit, Endpoint endpoint) {
    return traffic.waiting(visit, endpoint.id());
  }

  Optional<Attempt> lastAnswer(Visit visit, Endpoint endpoint) {
    return traffic.lastAttempt(visit, endpoint.id());
  }

  void enableDialog(Visit visit, Endpoint endpoint, Runnable changed) {
    new EnableDialog(endpoints, traffic, visit, endpoint, changed).open();
  }

  /** All of the group, also those that are older than what was counted. */
  void replay(Visit visit, DeadLetters.Group group) {
    LedgerFilter filter =
        new LedgerFilter(
            DeliveryStatus.DEAD, group.endpoint(), null, null, null, null, group.cause());
    new RetryMany(jobs, visit, filter).open();
  }

  Times times() {
    return traffic.times();
  }
}
