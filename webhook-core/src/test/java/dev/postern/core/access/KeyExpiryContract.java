package dev.postern.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.postern.core.access.store.ApiKeyStore;
import dev.postern.core.id.ApiKeyId;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.notice.Notices;
import dev.postern.core.notice.RaisedNotice;
import dev.postern.core.notice.store.NoticeStore;
import dev.postern.core.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which ending keys people are told of, on every database. */
abstract class KeyExpiryContract {
  private static final TenantId ACME = new TenantId(new UUID(0x7001, 1));
  private final AtomicLong ids = new AtomicLong();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private TestDatabase database;
  private ApiKeyStore store;
  private Notices notices;
  private KeyExpiryWatch watch;

  abstract TestDatabase open(String... modules);

  @BeforeEach
  void openWatch() {
    database = open("core");
    store = new ApiKeyStore(database.database());
    Stamp stamp = new Stamp(() -> new UUID(0x7000, ids.incrementAndGet()), () -> now);
    notices =
        new Notices(
            new NoticeStore(database.database()),
            database.transactions(),
            stamp,
            changed -> assertThat(changed.notice().kind()).isEqualTo(KeyExpiryWatch.KIND));
    watch = new KeyExpiryWatch(store, notices, database.transactions(), stamp);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void tells_of_a_key_in_use_from_its_last_seven_days_on_until_it_ends() {
    ApiKeyId key = key("till", now.plus(Duration.ofDays(7).plusMillis(1)), now);

    watch.round();
    assertThat(open()).as("a moment too early").isEmpty();
    now = now.plusMillis(1);
    watch.round();
    watch.round();
    assertThat(open())
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.tenant()).isEqualTo(ACME);
          assertThat(notice.sentence())
              .isEqualTo(
                  "The API key \"till\" (ptn_till…) is in use and ends at"
                      + " 2026-11-29T10:00:00.001Z.");
          assertThat(notice.details()).containsEntry("api_key_id", key.toString());
        });

    now = now.plus(Duration.ofDays(7));
    store.used(Map.of(key, now));
    watch.round();
    assertThat(open()).as("it has ended").isEmpty();
  }

  @Test
  void says_nothing_of_keys_that_nobody_uses_or_that_stay() {
    Instant soon = now.plus(Duration.ofDays(1));
    key("never used", soon, null);
    key("forgotten", soon, now.minus(Duration.ofDays(7)).minusMillis(1));
    key("endless", null, now);
    key("stays", now.plus(Duration.ofDays(30)), now);
    key("seldom", soon, now.minus(Duration.ofDays(7)));

    watch.round();

    assertThat(open())
        .singleElement()
        .satisfies(notice -> assertThat(notice.sentence()).contains("seldom"));
  }

  @Test
  void takes_back_what_it_told_when_the_key_is_revoked() {
    ApiKeyId key = key("gone", now.plus(Duration.ofDays(1)), now);
    watch.round();
    assertThat(open()).hasSize(1);

    store.delete(ACME, key);
    watch.round();

    assertThat(open()).isEmpty();
  }

  @Test
  void a_round_without_a_database_does_not_end_the_rounds() {
    database.database().update("drop table api_key");

    assertThatCode(watch::round).doesNotThrowAnyException();
  }

  private List<RaisedNotice> open() {
    return notices.open(KeyExpiryWatch.KIND);
  }

  private ApiKeyId key(String name, @Nullable Instant end, @Nullable Instant used) {
    UUID id = new UUID(0x7000, ids.incrementAndGet());
    ApiKeyId key = new ApiKeyId(id);
    store.insert(
        new ApiKey(key, ACME, name, "ptn_" + name, KeyReach.of(Role.VIEWER), now, end, null),
        new byte[] {(byte) id.getLeastSignificantBits()});
    if (used != null) {
      store.used(Map.of(key, used));
    }
    return key;
  }

  static class H2Test extends KeyExpiryContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.h2(modules);
    }
  }

  static class PostgresTest extends KeyExpiryContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.postgres(modules);
    }
  }
}
