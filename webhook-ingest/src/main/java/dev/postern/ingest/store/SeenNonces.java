package dev.postern.ingest.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the rows of a batch whose nonce came with another event before. The nonce is inserted first
 * and read afterwards: the unique key is the only judge here too.
 */
final class SeenNonces {
  private SeenNonces() {}

  /** The rows that may go on. */
  static List<NewReceived> fresh(ReceivedSql sql, List<NewReceived> batch) {
    TreeMap<Nonce.Key, Nonce> firsts = new TreeMap<>();
    for (NewReceived row : batch) {
      Nonce nonce = Nonce.of(row);
      if (nonce != null) {
        firsts.putIfAbsent(nonce.key(), nonce);
      }
    }
    if (firsts.isEmpty()) {
      return batch;
    }
    sql.remember(List.copyOf(firsts.values()));
    Map<Nonce.Key, String> known = sql.events(firsts.keySet());
    List<NewReceived> fresh = new ArrayList<>();
    for (NewReceived row : batch) {
      Nonce nonce = Nonce.of(row);
      if (nonce == null || nonce.eventKey().equals(known.get(nonce.key()))) {
        fresh.add(row);
      }
    }
    return fresh;
  }
}
