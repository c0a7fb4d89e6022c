package dev.postern.ingest.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keys first: whoever inserts the key owns the event, and inserts the webhook with it. The unique
 * key is the only judge; nothing is checked beforehand.
 */
final class SqlReceivedStore implements ReceivedStore {
  private final ReceivedSql sql;

  SqlReceivedStore(ReceivedSql sql) {
    this.sql = sql;
  }

  @Override
  public List<Receipt> take(List<NewReceived> batch) {
    TreeMap<EventKey, List<NewReceived>> events = new TreeMap<>();
    batch.forEach(row -> events.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row));
    List<NewReceived> firsts = events.values().stream().map(List::getFirst).toList();

    Set<NewReceived> won = sql.claim(firsts);
    List<NewReceived> rows = firsts.stream().filter(won::contains).toList();
    sql.insert(rows);
    sql.enqueue(rows.stream().filter(NewReceived::handOver).toList());

    events.values().removeIf(copies -> copies.size() == 1 && won.contains(copies.getFirst()));
    Map<EventKey, KnownEvent> known = sql.lock(events.navigableKeySet());
    List<Repeats> repeats = new ArrayList<>();
    events.forEach((key, copies) -> {
      KnownEvent first = known.get(key);
      List<NewReceived> later =
          copies.stream()
              .filter(copy -> first != null && !copy.id().equals(first.first()))
              .toList();
      if (first != null && !later.isEmpty()) {
        repeats.add(Repeats.of(key, first, later));
      }
    });
    sql.count(repeats);
    return batch.stream()
        .map(row -> receipt(row, won.contains(row), known.get(row.key())))
        .toList();
  }

  private static Receipt receipt(NewReceived row, boolean won, @Nullable KnownEvent first) {
    // Its own id behind the key: stored by an earlier try whose outcome nobody knew.
    if (won || (first != null && first.first().equals(row.id()))) {
      return new Receipt.Stored(row.id());
    }
    if (first == null) {
      throw new IllegalStateException("A key was there and is gone: its source is being deleted.");
    }
    return new Receipt.Duplicate(first.first(), first.sameBody(row));
  }
}
