package dev.postern.outbound.claim;

import dev.postern.core.Service;
import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an ordered endpoint: deliveries of one ordering key, the first of which may be sent
 * while the others wait. Whoever joins or leaves a line locks it first and keeps it locked to the
 * commit: so a line has exactly one first, whoever publishes, settles or cancels at the same time.
 * Needs an open transaction; lines come after {@code endpoint_health} and before rows of the queue
 * in the order of locks. Thread-safe.
 */
@Service
public class KeyLines {
  /** Apart from the locks of {@code StatusGate}, which are of one number. */
  private static final int LOCK_SPACE = 0x6b6579;

  private static final String ADVANCE =
      """
      update delivery_queue set waiting = false
       where waiting = true and id = (
         select first.id from delivery_queue first
          where first.endpoint_id = ? and first.ordering_key = ?
          order by first.position limit 1)
      """;

  private static final String STUCK =
      """
      select q.endpoint_id, q.ordering_key from delivery_queue q
       where q.waiting = true and not exists (
         select 1 from delivery_queue earlier
          where earlier.endpoint_id = q.endpoint_id and earlier.ordering_key = q.ordering_key
            and earlier.position < q.position)
      """;

  private final Database database;

  @Inject
  public KeyLines(Database database) {
    this.database = database;
  }

  /** One line. */
  public record Line(EndpointId endpoint, String key) {
    /** Of the values and nothing else: the same on every node. */
    int lockNumber() {
      return 31 * endpoint.uuid().hashCode() + key.hashCode();
    }
  }

  /** Those of the endpoints whose deliveries stand in lines. */
  public Set<EndpointId> ordered(Collection<EndpointId> endpoints) {
    return new HashSet<>(
        database.query(
            "select id from endpoint where ordering = 'key' and id = any(?)",
            row -> row.id("id", EndpointId::new),
            (Object) uuids(endpoints)));
  }

  public void lock(Collection<Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    switch (database.dialect()) {
      case POSTGRESQL -> {
        SortedSet<Integer> locks = new TreeSet<>();
        lines.forEach(line -> locks.add(line.lockNumber()));
        database.query(
            "select pg_advisory_xact_lock(?, k) from unnest(?::int[]) k",
            row -> true,
            LOCK_SPACE,
            locks.toArray(Integer[]::new));
      }
      // Publishers hold these rows too.
      case H2 -> {
        List<EndpointId> endpoints = lines.stream().map(Line::endpoint).distinct().toList();
        database.query(
            """
            select endpoint_id from endpoint_health where endpoint_id = any(?)
             order by endpoint_id for update
            """,
            row -> true,
            (Object) uuids(endpoints));
      }
    }
  }

  /** Lets the first of each line go, after somebody left. */
  public void advance(Collection<Line> lines) {
    if (!lines.isEmpty()) {
      List<@Nullable Object[]> rows = new ArrayList<>();
      Set.copyOf(lines)
          .forEach(line -> rows.add(new @Nullable Object[] {line.endpoint(), line.key()}));
      database.batch(ADVANCE, rows);
    }
  }

  /** The lines that these places of the queue stand in. */
  public List<Line> of(Collection<UUID> places) {
    return database.query(
        """
        select distinct endpoint_id, ordering_key from delivery_queue
         where id = any(?) and ordering_key is not null
        """,
        row -> new Line(row.id("endpoint_id", EndpointId::new), row.text("ordering_key")),
        (Object) places.toArray(UUID[]::new));
  }

  /** The line that a delivery would join if it were queued now. */
  Optional<Line> joinedBy(DeliveryId delivery) {
    return database.queryOne(
        """
        select d.endpoint_id, v.ordering_key
          from delivery d join event v on v.id = d.event_id join endpoint e on e.id = d.endpoint_id
         where d.id = ? and e.ordering = 'key' and v.ordering_key is not null
        """,
        row -> new Line(row.id("endpoint_id", EndpointId::new), row.text("ordering_key")),
        delivery);
  }

  /**
   * Frees lines whose first was taken away past this class, by hand in the database for instance. A
   * look at everything that waits: for the start of a node, and seldom after it.
   */
  public int mend() {
    List<Line> stuck =
        database.query(
            STUCK,
            row -> new Line(row.id("endpoint_id", EndpointId::new), row.text("ordering_key")));
    lock(stuck);
    advance(stuck);
    return stuck.size();
  }

  private static UUID[] uuids(Collection<EndpointId> endpoints) {
    return endpoints.stream().map(EndpointId::uuid).toArray(UUID[]::new);
  }
}
