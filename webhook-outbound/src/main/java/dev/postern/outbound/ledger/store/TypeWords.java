package dev.postern.outbound.ledger.store;

import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the event types of a tenant that contain a word, by hopping from type to type along an
 * index: so a search reads the rows of those types and not everything that the tenant has.
 */
enum TypeWords {
  OF_EVENTS(
      """
      select type as found from event where tenant_id = ? and type > ?
       order by tenant_id, type, id limit 1
      """),
  OF_DELIVERIES(
      """
      select event_type as found from delivery where tenant_id = ? and event_type > ?
       order by tenant_id, event_type, id limit 1
      """);

  /** A tenant with more types than that is searched row by row. */
  private static final int MOST_TYPES = 500;

  private final String next;

  TypeWords(String next) {
    this.next = next;
  }

  /** Empty when there are too many types to look at. */
  Optional<List<String>> containing(String word, TenantId tenant, Database database) {
    List<String> found = new ArrayList<>();
    String last = "";
    for (int hop = 0; hop < MOST_TYPES; hop++) {
      Optional<String> type = database.queryOne(next, row -> row.text("found"), tenant, last);
      if (type.isEmpty()) {
        return Optional.of(found);
      }
      last = type.get();
      if (last.contains(word)) {
        found.add(last);
      }
    }
    return Optional.empty();
  }
}
