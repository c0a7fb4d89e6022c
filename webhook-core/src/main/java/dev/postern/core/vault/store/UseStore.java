package dev.postern.core.vault.store;

import dev.postern.core.Service;
import dev.postern.core.id.SecretId;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Database;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What secret versions were used for: sums in {@code secret_version}, hours beside it. */
@Service
public class UseStore {
  private final Database database;

  @Inject
  public UseStore(Database database) {
    this.database = database;
  }

  /** Adds what was counted since the last call. */
  public void add(Map<SecretId, SecretUses> uses) {
    database.batch(
        """
        update secret_version
        set verified_count = verified_count + ?,
            last_verified_at = greatest(coalesce(last_verified_at, created_at), ?)
        where id = ?
        """,
        uses.entrySet().stream()
            .map(
                e -> new @Nullable Object[] {e.getValue().count(), e.getValue().last(), e.getKey()})
            .toList());
    List<@Nullable Object[]> hours =
        uses.entrySet().stream()
            .map(e ->
                new @Nullable Object[] {
                  e.getValue().count(), e.getKey(), hour(e.getValue().last())
                })
            .toList();
    List<@Nullable Object[]> fresh = addToHours(hours);
    if (!fresh.isEmpty()) {
      // Two nodes may open an hour at once: the row is made empty by one of them, then both add.
      database.batch(
          """
          insert into secret_use_hour (uses, secret_id, counted_hour) values (0, ?, ?)
          on conflict do nothing
          """,
          fresh.stream().map(row -> new @Nullable Object[] {row[1], row[2]}).toList());
      addToHours(fresh);
    }
  }

  /** Uses of each version of the owner since then, by whole hours; none is missing. */
  public Map<SecretId, Long> since(TenantId tenant, UUID owner, Instant since) {
    Map<SecretId, Long> uses = new HashMap<>();
    database
        .query(
            """
            select u.secret_id, sum(u.uses) as uses
            from secret_version v join secret_use_hour u on u.secret_id = v.id
            where v.tenant_id = ? and v.owner_id = ? and u.counted_hour > ?
            group by u.secret_id
            """,
            row -> Map.entry(row.id("secret_id", SecretId::new), row.number("uses")),
            tenant,
            owner,
            since.minus(1, ChronoUnit.HOURS))
        .forEach(entry -> uses.put(entry.getKey(), entry.getValue()));
    return uses;
  }

  public void forgetBefore(Instant instant) {
    database.update("delete from secret_use_hour where counted_hour < ?", instant);
  }

  /** Those whose hour has no row yet. */
  private List<@Nullable Object[]> addToHours(List<@Nullable Object[]> rows) {
    int[] changed =
        database.batch(
            "update secret_use_hour set uses = uses + ? where secret_id = ? and counted_hour = ?",
            rows);
    List<@Nullable Object[]> missing = new ArrayList<>();
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] == 0) {
        missing.add(rows.get(i));
      }
    }
    return missing;
  }

  private static Instant hour(Instant at) {
    return at.truncatedTo(ChronoUnit.HOURS);
  }
}
