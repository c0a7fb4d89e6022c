package dev.postern.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.TenantId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.tenant.store.TenantRow;
import dev.postern.core.tenant.store.TenantStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for tenants. */
abstract class TenantStoreContract {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private TestDatabase database;
  private TenantStore store;

  abstract TestDatabase open(String[] modules, Class<?>... entities);

  @BeforeEach
  void openStore() {
    database = open(new String[] {"core"}, TenantRow.class);
    store = new TenantStore(database.entities());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_tenant_is_found_by_id_and_by_slug() {
    Tenant acme = insert(1, "acme");

    assertThat(read(() -> store.byId(acme.id()))).contains(acme);
    assertThat(read(() -> store.bySlug("acme"))).contains(acme);
    assertThat(read(() -> store.bySlug("other"))).isEmpty();
  }

  @Test
  void the_second_tenant_of_a_slug_is_refused_and_the_first_stays() {
    Tenant first = insert(1, "acme");

    assertThat(read(() -> store.insert(tenant(2, "acme")))).isFalse();
    assertThat(read(() -> store.bySlug("acme"))).contains(first);
  }

  @Test
  void pages_walk_all_rows_once_newest_first() {
    for (int i = 1; i <= 5; i++) {
      insert(i, "t" + i);
    }
    List<String> seen = new ArrayList<>();
    PageRequest request = PageRequest.first(2);
    while (true) {
      PageRequest current = request;
      Page<Tenant> page =
          read(() -> current.page(store.list(current), tenant -> tenant.id().uuid()));
      page.data().forEach(tenant -> seen.add(tenant.slug()));
      if (page.nextCursor() == null) {
        break;
      }
      request = PageRequest.of("2", page.nextCursor());
    }
    assertThat(seen).containsExactly("t5", "t4", "t3", "t2", "t1");
  }

  @Test
  void a_part_of_a_name_or_slug_finds_tenants_by_name() {
    Tenant acme = insert(1, "acme");
    Tenant other = insert(2, "other");
    Tenant renamed = read(() -> store.rename(acme.id(), "Z_Holding 100%")).orElseThrow();

    assertThat(read(() -> store.search("", 0, 10))).containsExactly(other, renamed);
    assertThat(read(() -> store.search("", 1, 10))).containsExactly(renamed);
    assertThat(read(() -> store.search("", 0, 1))).containsExactly(other);
    assertThat(read(() -> store.search("z_hold", 0, 10))).containsExactly(renamed);
    assertThat(read(() -> store.search("CM", 0, 10))).containsExactly(renamed);
    assertThat(read(() -> store.search("%", 0, 10))).containsExactly(renamed);
    assertThat(read(() -> store.search("a_me", 0, 10))).isEmpty();
  }

  @Test
  void renaming_and_deleting_change_only_their_row() {
    Tenant acme = insert(1, "acme");
    Tenant other = insert(2, "other");

    assertThat(read(() -> store.rename(acme.id(), "Acme Ltd")))
        .map(Tenant::name)
        .contains("Acme Ltd");
    assertThat(read(() -> store.delete(acme.id()))).isTrue();
    assertThat(read(() -> store.delete(acme.id()))).isFalse();
    assertThat(read(() -> store.byId(other.id()))).contains(other);
  }

  /** Kept for the commit, it would wait as long as the database says nothing. */
  @Test
  void a_new_name_is_written_before_the_commit() {
    Tenant acme = insert(1, "acme");

    assertThat(
            read(() ->
                store
                    .rename(acme.id(), "Acme Ltd")
                    .flatMap(renamed ->
                        database
                            .database()
                            .queryOne(
                                "select name from tenant where id = ?",
                                row -> row.text("name"),
                                renamed.id()))))
        .contains("Acme Ltd");
  }

  private <T> T read(java.util.function.Supplier<T> work) {
    return database.transactions().required(work);
  }

  private Tenant insert(int number, String slug) {
    Tenant tenant = tenant(number, slug);
    assertThat(read(() -> store.insert(tenant))).isTrue();
    return tenant;
  }

  private static Tenant tenant(int number, String slug) {
    return new Tenant(new TenantId(new UUID(0x7000L + number, number)), slug, "Name", NOW);
  }

  static final class H2Test extends TenantStoreContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.h2(modules, entities);
    }
  }

  static final class PostgresTest extends TenantStoreContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.postgres(modules, entities);
    }
  }
}
