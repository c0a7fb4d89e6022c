package dev.postern.ingest.commit;

import dev.postern.ingest.store.NewReceived;
import dev.postern.ingest.store.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The webhooks of one request, which waits for their commit; they are committed together or not at
 * all. Empty means that no outcome is known.
 */
record Waiting(List<NewReceived> rows, CompletableFuture<Optional<List<Receipt>>> receipts) {
  Waiting(List<NewReceived> rows) {
    this(rows, new CompletableFuture<>());
  }

  int bytes() {
    return rows.stream().mapToInt(row -> row.body().bytes().length).sum();
  }
}
