package dev.postern.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.Mode;
import dev.postern.core.id.TenantId;
import dev.postern.core.tenant.TenantDeleted;
import dev.postern.ingest.FirstSecret;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.World;
import dev.postern.ingest.source.store.SourcePurge;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the deletion of a tenant holds of PostgreSQL's shared memory, and in which order. */
class TenantGatesTest {
  private final World world = World.pooled(2);
  private final SourcePurge purge = new SourcePurge(world.database.database());

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void those_of_both_modes_are_closed_before_anything_of_either_is_locked() {
    make(World.TENANT.in(Mode.LIVE));
    make(World.TENANT.in(Mode.TEST));
    make(World.OTHER);

    assertThat(gatesOf(World.TENANT.in(Mode.LIVE))).isEqualTo(2);
    assertThat(world.rows("source")).isEqualTo(2);
  }

  @Test
  void they_are_bounded_and_every_source_ends_all_the_same() {
    for (int i = 0; i < 520; i++) {
      make(World.TENANT);
    }

    assertThat(gatesOf(World.TENANT)).isEqualTo(500);
    assertThat(world.rows("source")).isZero();
  }

  /** Held by the transaction that ends this tenant's sources. */
  private long gatesOf(TenantId tenant) {
    return world
        .database
        .transactions()
        .required(() -> {
          purge.tenant(new TenantDeleted(tenant));
          return world
              .database
              .database()
              .queryOne(
                  """
                  select count(*) as n from pg_locks
                  where locktype = 'advisory' and pid = pg_backend_pid()
                  """,
                  row -> row.number("n"))
              .orElseThrow();
        });
  }

  private void make(TenantId tenant) {
    Source unused =
        world
            .sources
            .create(
                tenant,
                new SourceEdit("s", "github", true, SourceSettings.defaults()),
                new FirstSecret.Absent())
            .source();
  }
}
