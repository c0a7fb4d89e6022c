package dev.postern.ingest.commit;

import dev.postern.ingest.store.NewReceived;
import dev.postern.ingest.store.Receipt;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One webhook whose request waits for the commit; empty means that none is known. */
record Waiting(NewReceived row, CompletableFuture<Optional<Receipt>> receipt) {
  Waiting(NewReceived row) {
    this(row, new CompletableFuture<>());
  }

  int bytes() {
    return row.body().bytes().length;
  }
}
