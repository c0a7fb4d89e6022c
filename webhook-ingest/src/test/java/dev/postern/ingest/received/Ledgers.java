package dev.postern.ingest.received;

import dev.postern.core.id.ReceivedId;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.ReceivedQuery;
import dev.postern.ingest.ReceivedWebhook;
import dev.postern.ingest.World;
import java.util.List;

/** The ledger of a test's world. */
public final class Ledgers {
  private Ledgers() {}

  public static ReceivedLedger over(World world) {
    return new ReceivedLedger(
        new ReceivedReads(world.database.database()),
        world.handovers.handover,
        world.database.transactions());
  }

  public static List<ReceivedId> ids(ReceivedLedger ledger, ReceivedQuery query) {
    return ledger.list(World.TENANT, query, PageRequest.first(50)).data().stream()
        .map(ReceivedWebhook::id)
        .toList();
  }
}
