package dev.postern.adminui.sources;

import dev.postern.adminui.access.Visit;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.id.DenyListId;
import dev.postern.core.id.SourceId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.DenyList;
import dev.postern.ingest.Measure;
import dev.postern.ingest.country.Countries;
import dev.postern.ingest.deny.DenyIndex;
import dev.postern.ingest.deny.DenyLists;
import dev.postern.ingest.guard.Measures;
import dev.postern.ingest.simulate.Simulation;
import dev.postern.ingest.simulate.Simulator;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The doors to what keeps attackers off: measures, deny lists, countries, the rehearsal. */
@Service
public class SourceDefences {
  private static final int SHOWN = 20;
  private final Measures measures;
  private final DenyLists lists;
  private final DenyIndex index;
  private final Countries countries;
  private final Simulator simulator;

  @Inject
  SourceDefences(
      Measures measures,
      DenyLists lists,
      DenyIndex index,
      Countries countries,
      Simulator simulator) {
    this.measures = measures;
    this.lists = lists;
    this.index = index;
    this.countries = countries;
    this.simulator = simulator;
  }

  /** The newest, those that are over included. */
  List<Measure> measures(Visit visit, SourceId source) {
    return measures.list(visit.tenantTo(Permission.READ), source, PageRequest.first(SHOWN)).data();
  }

  void apply(
      Visit visit, SourceId source, Measure.Kind kind, @Nullable String network, Duration lasting) {
    measures.apply(
        new Measures.Wish(
            visit.tenantTo(Permission.WRITE), source, kind, network, lasting, "By hand"));
  }

  void undo(Visit visit, Measure measure) {
    measures.undo(visit.tenantTo(Permission.WRITE), measure.source(), measure.id());
  }

  Page<DenyList> lists(Visit visit, PageRequest page) {
    return lists.list(visit.tenantTo(Permission.READ), page);
  }

  DenyList create(Visit visit, DenyList.Edit edit) {
    return lists.create(visit.tenantTo(Permission.WRITE), edit);
  }

  void update(Visit visit, DenyListId id, UnaryOperator<DenyList.Edit> change) {
    lists.update(visit.tenantTo(Permission.WRITE), id, change);
    index.refresh();
  }

  /** 422 when the text names no network or too many. */
  DenyList fill(Visit visit, DenyListId id, String text) {
    DenyList filled = lists.replace(visit.tenantTo(Permission.WRITE), id, text);
    index.refresh();
    return filled;
  }

  void fetch(Visit visit, DenyListId id) {
    lists.refresh(visit.tenantTo(Permission.WRITE), id);
  }

  void delete(Visit visit, DenyListId id) {
    lists.delete(visit.confirmedTenantTo(Permission.WRITE), id);
    index.refresh();
  }

  boolean countriesKnown() {
    return countries.known();
  }

  Simulation simulate(Visit visit, SourceId id) {
    return simulator.run(visit.tenantTo(Permission.WRITE), id, InetAddress.getLoopbackAddress());
  }
}
