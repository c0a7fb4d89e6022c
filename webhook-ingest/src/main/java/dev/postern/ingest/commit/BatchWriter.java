package dev.postern.ingest.commit;

import dev.postern.core.store.SeldomLog;
import dev.postern.core.store.Transactions;
import dev.postern.ingest.store.NewReceived;
import dev.postern.ingest.store.Receipt;
import dev.postern.ingest.store.ReceivedStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * One transaction for a batch; a batch that one of its rows spoils is written request by request.
 */
public final class BatchWriter {
  private static final SeldomLog LOG = new SeldomLog(System.getLogger(BatchWriter.class.getName()));

  private final ReceivedStore store;
  private final Transactions transactions;

  public BatchWriter(ReceivedStore store, Transactions transactions) {
    this.store = store;
    this.transactions = transactions;
  }

  /** Completes every receipt, with nothing when the commit failed or its outcome is unknown. */
  void write(List<Waiting> batch) {
    try {
      List<NewReceived> rows = batch.stream().flatMap(waiting -> waiting.rows().stream()).toList();
      List<Receipt> receipts = transactions.required(() -> store.take(rows));
      int from = 0;
      for (Waiting waiting : batch) {
        int to = from + waiting.rows().size();
        waiting.receipts().complete(Optional.of(List.copyOf(receipts.subList(from, to))));
        from = to;
      }
    } catch (RuntimeException e) {
      if (batch.size() > 1 && anotherTryMayHelp(e)) {
        batch.forEach(waiting -> write(List.of(waiting)));
        return;
      }
      LOG.warn("group_commit_failed", e);
      batch.forEach(waiting -> waiting.receipts().complete(Optional.empty()));
    }
  }

  /** Bad data (22, 23) spoils one row only; a deadlock (40) is over once the others are done. */
  private static boolean anotherTryMayHelp(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        String kind = sql.getSQLState().substring(0, Math.min(2, sql.getSQLState().length()));
        return kind.equals("22") || kind.equals("23") || kind.equals("40");
      }
    }
    return false;
  }
}
