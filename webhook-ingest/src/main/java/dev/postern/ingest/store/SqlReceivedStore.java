package dev.postern.ingest.store;

import dev.postern.core.id.SourceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Keys first: whoever inserts the key owns the event, and inserts the webhook with it. The unique
 * key is the only judge; nothing is checked beforehand. The sources are held against deletion, so
 * that nothing is left behind for a source that is gone, and the secrets are looked at again: they
 * end at once on every node.
 */
final class SqlReceivedStore implements ReceivedStore {
  private static final Comparator<SourceId> BY_UUID = Comparator.comparing(SourceId::uuid);

  private static final String NONCE_OF_ANOTHER =
      "its nonce, or all that it signs, came with another event id before (where the sender repeats"
          + " itself on purpose, see refuse_repeated_bodies)";

  private final ReceivedSql sql;

  SqlReceivedStore(ReceivedSql sql) {
    this.sql = sql;
  }

  @Override
  public List<Receipt> take(List<NewReceived> batch) {
    Held held =
        sql.hold(
            batch.stream()
                .map(NewReceived::source)
                .collect(Collectors.toCollection(() -> new TreeSet<>(BY_UUID))));
    List<NewReceived> sound =
        batch.stream().filter(row -> held.has(row) && !held.provenTooLate(row)).toList();
    List<NewReceived> fresh = SeenNonces.fresh(sql, sound);
    Taken taken = takeFresh(fresh);
    Set<NewReceived> freshSet = identities(fresh);
    return batch.stream()
        .map(row -> {
          if (!held.has(row)) {
            return new Receipt.SourceGone();
          }
          if (held.provenTooLate(row)) {
            return new Receipt.SecretEnded();
          }
          return freshSet.contains(row)
              ? taken.receipt(row)
              : new Receipt.Replayed(NONCE_OF_ANOTHER);
        })
        .toList();
  }

  private Taken takeFresh(List<NewReceived> batch) {
    TreeMap<EventKey, List<NewReceived>> events = new TreeMap<>();
    batch.forEach(row -> events.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row));
    List<NewReceived> firsts = events.values().stream().map(List::getFirst).toList();
    Set<NewReceived> won = sql.store(firsts);

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
    return new Taken(won, known);
  }

  private static Set<NewReceived> identities(List<NewReceived> rows) {
    Set<NewReceived> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(rows);
    return set;
  }

  private record Taken(Set<NewReceived> won, Map<EventKey, KnownEvent> known) {
    Receipt receipt(NewReceived row) {
      KnownEvent first = known.get(row.key());
      // Its own id behind the key: stored by an earlier try whose outcome nobody knew.
      if (won.contains(row) || (first != null && first.first().equals(row.id()))) {
        return new Receipt.Stored(row.id());
      }
      if (first == null) {
        throw new IllegalStateException("A key was there and has just expired.");
      }
      return first.replayedBy(row)
          ? new Receipt.Replayed("the same request was taken in before, and purged since")
          : new Receipt.Duplicate(first.first(), first.sameBody(row));
    }
  }
}
