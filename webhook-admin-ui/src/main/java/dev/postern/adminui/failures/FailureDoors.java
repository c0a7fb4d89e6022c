package dev.postern.adminui.failures;

import com.vaadin.flow.component.grid.Grid;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.deliveries.DeliveryLists;
import dev.postern.adminui.endpoints.EnableDialog;
import dev.postern.adminui.endpoints.EndpointDoors;
import dev.postern.adminui.endpoints.EndpointTraffic;
import dev.postern.adminui.part.Times;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.DeliveryControl;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointStatus;
import dev.postern.outbound.ledger.Delivery;
import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.LedgerFilter;
import jakarta.inject.Inject;
import java.util.List;

/** What has failed, and the ways on. */
@Service
public class FailureDoors {
  private final EndpointDoors endpoints;
  private final EndpointTraffic traffic;
  private final DeliveryLists lists;
  private final DeliveryControl control;
  private final Times times;

  @Inject
  FailureDoors(
      EndpointDoors endpoints,
      EndpointTraffic traffic,
      DeliveryLists lists,
      DeliveryControl control,
      Times times) {
    this.endpoints = endpoints;
    this.traffic = traffic;
    this.lists = lists;
    this.control = control;
    this.times = times;
  }

  List<Endpoint> held(Visit visit) {
    return endpoints.all(visit.tenantTo(Permission.READ)).stream()
        .filter(endpoint -> endpoint.state().status() != EndpointStatus.ACTIVE)
        .toList();
  }

  List<Delivery> dead(Visit visit, int most) {
    return lists.newest(
        visit, new LedgerFilter(DeliveryStatus.DEAD, null, null, null, null, null), most);
  }

  String waiting(Visit visit, Endpoint endpoint) {
    return traffic.waiting(visit, endpoint.id());
  }

  Grid<Delivery> table(Visit visit, List<Delivery> rows) {
    return lists.table(visit, rows, "Deliveries that were given up");
  }

  void enableDialog(Visit visit, Endpoint endpoint, Runnable changed) {
    new EnableDialog(endpoints, visit, endpoint, changed).open();
  }

  void retry(Visit visit, Delivery delivery) {
    if (!control.retry(visit.tenantTo(Permission.WRITE), delivery.id())) {
      throw ProblemException.conflict("delivery_moved", "It is being sent at this moment.");
    }
  }

  Times times() {
    return times;
  }
}
