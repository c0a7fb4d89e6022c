package dev.postern.ingest.received;

import dev.postern.core.id.ReceivedId;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.ReceivedQuery;
import dev.postern.ingest.ReceivedWebhook;
import dev.postern.ingest.World;
import dev.postern.ingest.handover.Handovers;
import java.util.List;

/** The ledger of a test's world. */
public final class Ledgers {
  private Ledgers() {}

  public static ReceivedLedger over(World world) {
    return over(world, world.handovers);
  }

  /** The ledger of a node that hands over in its own way. */
  public static ReceivedLedger over(World world, Handovers node) {
    return new ReceivedLedger(
        new ReceivedReads(world.database.database()),
        node.handover,
        world.database.transactions(),
        world.guards.audit);
  }

  public static List<ReceivedId> ids(ReceivedLedger ledger, ReceivedQuery query) {
    return ledger.list(World.TENANT, query, PageRequest.first(50)).data().stream()
        .map(ReceivedWebhook::id)
        .toList();
  }
}
