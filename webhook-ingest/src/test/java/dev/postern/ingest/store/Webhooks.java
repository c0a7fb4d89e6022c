package dev.postern.ingest.store;

import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.SourceId;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.HeaderFields;
import dev.postern.ingest.World;
import java.nio.charset.StandardCharsets;

/** Builds webhooks for the stores. */
public final class Webhooks {
  private Webhooks() {}

  public static NewReceived webhook(
      World world, SourceId source, String eventId, String body, boolean handOver) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new NewReceived(
        new ReceivedId(world.ids.next()),
        World.TENANT,
        source,
        new EventIdentity(eventId, false, "invoice.paid"),
        world.now.get(),
        null,
        HeaderColumn.write(HeaderFields.of("Content-Type", "application/json")),
        new NewReceived.Body(bytes, Sha256.of(bytes)),
        handOver);
  }

  /** The same webhook of a provider whose event ids repeat: told apart by more than the id. */
  public static NewReceived toldApartBy(String key, NewReceived row) {
    return new NewReceived(
        row.id(),
        row.tenant(),
        row.source(),
        row.identity().deduplicatedBy(key),
        row.receivedAt(),
        row.verifiedBy(),
        row.headers(),
        row.body(),
        row.handOver());
  }
}
