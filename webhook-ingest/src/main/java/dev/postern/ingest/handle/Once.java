package dev.postern.ingest.handle;

import dev.postern.core.Service;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import dev.postern.core.store.Transactions;
import dev.postern.ingest.store.Sha256;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;

/**
 * Work that is done once, however often its webhook comes: the key is committed together with the
 * work, in the handler's transaction, or rolled back with it. Thread-safe, also between nodes.
 */
@Service
public class Once {
  private static final int MAX_KEY = 300;

  private final Database database;
  private final Transactions transactions;
  private final InstantSource time;

  @Inject
  public Once(Database database, Transactions transactions, InstantSource time) {
    this.database = database;
    this.transactions = transactions;
    this.time = time;
  }

  /**
   * For the webhook's own event and the handler it was given to: each of several handlers has its
   * turn. Where a provider gives two events one id (HubSpot does), their bodies tell them apart.
   */
  public boolean run(IncomingWebhook webhook, Runnable work) {
    // Hashed, because a handler's name and an event's id may be longer than a key.
    String key =
        webhook.origin().source()
            + "|"
            + hash(webhook.handler())
            + hash(webhook.eventId())
            + HexFormat.of().formatHex(Sha256.of(webhook.body()));
    return transactions.required(
        () -> !doneBefore(webhook) && run(webhook.origin().tenant(), key, work));
  }

  /** Under the key of older versions, which was one for all handlers of an event. */
  private boolean doneBefore(IncomingWebhook webhook) {
    return database
        .queryOne(
            "select 1 as one from handled_once where tenant_id = ? and once_key = ?",
            row -> row.integer("one"),
            webhook.origin().tenant(),
            webhook.origin().source() + "|" + hash(webhook.eventId()))
        .isPresent();
  }

  private static String hash(String text) {
    return HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Runs the work unless this key of the tenant was done before; false when it was. Keys are kept
   * for {@code postern.handover.outcomes.kept}.
   *
   * @param key at most {@value #MAX_KEY} characters: name what is done and to what, such as {@code
   *     credit|in_1Nx}
   */
  public boolean run(TenantId tenant, String key, Runnable work) {
    if (key.isEmpty() || key.length() > MAX_KEY) {
      throw new IllegalArgumentException("A key is 1 to " + MAX_KEY + " characters.");
    }
    return transactions.required(() -> {
      boolean first =
          database.update(
                  """
                  insert into handled_once (tenant_id, once_key, done_at) values (?, ?, ?)
                  on conflict do nothing
                  """,
                  tenant,
                  key,
                  time.instant())
              == 1;
      if (first) {
        work.run();
      }
      return first;
    });
  }
}
