package dev.postern.ingest;

import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.egress.system.SystemNameResolver;
import dev.postern.core.id.Stamp;
import dev.postern.core.notice.Notices;
import dev.postern.core.notice.store.NoticeStore;
import dev.postern.ingest.country.Countries;
import dev.postern.ingest.deny.DenyIndex;
import dev.postern.ingest.deny.DenyListCheck;
import dev.postern.ingest.deny.DenyListStore;
import dev.postern.ingest.deny.DenyLists;
import dev.postern.ingest.figures.NetworkFailureStore;
import dev.postern.ingest.figures.NetworkFailures;
import dev.postern.ingest.guard.ActiveMeasures;
import dev.postern.ingest.guard.KnownNetworks;
import dev.postern.ingest.guard.MeasureStore;
import dev.postern.ingest.guard.Measures;
import dev.postern.ingest.guard.NetworkStore;
import dev.postern.ingest.pipeline.GuardRule;
import dev.postern.ingest.rate.SharedRequestRates;

/** Deny lists, countries and measures of a test's world. */
public final class Guards {
  public final Stamp stamp;
  public final AuditTrail audit;
  public final Notices notices;
  public final EgressResolver egress;
  public final DenyListStore denyStore;
  public final DenyIndex denied;
  public final DenyLists lists;
  public final ActiveMeasures active;
  public final Measures measures;
  public final KnownNetworks networks;
  public final NetworkFailures failures;
  public final Countries countries;
  public final GuardRule rule;

  Guards(World world) {
    var database = world.database.database();
    var transactions = world.database.transactions();
    stamp = new Stamp(world.ids, world.now::get);
    audit = new AuditTrail(new AuditStore(database), transactions, stamp);
    notices = new Notices(new NoticeStore(database), transactions, stamp, changed -> {});
    egress =
        new EgressResolver(() -> EgressPolicy.parse("127.0.0.0/8", true), new SystemNameResolver());
    denyStore = new DenyListStore(database);
    denied = new DenyIndex(denyStore);
    lists = new DenyLists(denyStore, new DenyListCheck(egress), audit, transactions, stamp);
    active = new ActiveMeasures(new MeasureStore(database), world.now::get);
    measures = new Measures(active, audit, transactions, stamp);
    networks = new KnownNetworks(new NetworkStore(database), world.now::get);
    failures = new NetworkFailures(new NetworkFailureStore(database), transactions, world.now::get);
    countries = new Countries(world.config);
    rule = new GuardRule(denied, countries, active, new SharedRequestRates());
  }
}
