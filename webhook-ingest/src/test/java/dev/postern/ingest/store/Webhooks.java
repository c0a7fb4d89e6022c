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
        new NewReceived.Body(bytes, Sha256.of(bytes), Sha256.of(bytes)),
        handOver);
  }

  /** Puts the bare row of a source there. */
  public static void exists(World world, SourceId source) {
    world
        .database
        .database()
        .update(
            """
            insert into source
              (id, tenant_id, name, provider, token_hash, token_sealed, enabled, settings,
               created_at, updated_at)
            values (?, ?, 'A', 'stripe', ?, ?, true, '{}', ?, ?)
            """,
            source,
            World.TENANT,
            Sha256.of(source.toString().getBytes(StandardCharsets.UTF_8)),
            new byte[0],
            world.now.get(),
            world.now.get());
  }

  /** The same webhook with a nonce. */
  public static NewReceived used(String nonce, NewReceived row) {
    return identified(row, row.identity().withNonce(nonce));
  }

  /** The same webhook of a provider whose event ids repeat: told apart by more than the id. */
  public static NewReceived toldApartBy(String key, NewReceived row) {
    return identified(row, row.identity().deduplicatedBy(key));
  }

  private static NewReceived identified(NewReceived row, EventIdentity identity) {
    return new NewReceived(
        row.id(),
        row.tenant(),
        row.source(),
        identity,
        row.receivedAt(),
        row.verifiedBy(),
        row.headers(),
        row.body(),
        row.handOver());
  }
}
