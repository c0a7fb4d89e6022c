package dev.postern.ingest.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.postern.core.notice.RaisedNotice;
import dev.postern.core.secret.SecretText;
import dev.postern.core.vault.Owner;
import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which ending secrets of sources people are told of, on every database. */
abstract class ExpiryContract {
  private World world;
  private ExpiryWatch watch;

  abstract World open();

  @BeforeEach
  void openWorld() {
    world = open();
    watch =
        new ExpiryWatch(
            new ExpiryStore(world.database.database()),
            world.guards.notices,
            world.database.transactions(),
            world.guards.stamp);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void tells_of_an_old_secret_that_somebody_signs_with_in_its_last_six_hours_until_it_ends() {
    Source source = world.source("stripe", "old");
    rotate(source, Duration.ofHours(6).plusMillis(1));
    lastUsed(source, world.now.get());

    watch.round();
    assertThat(told()).as("a moment too early").isEmpty();
    later(Duration.ofMillis(1));
    watch.round();
    watch.round();
    assertThat(told())
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.tenant()).isEqualTo(World.TENANT);
          assertThat(notice.sentence())
              .startsWith(
                  "The old secret of the source \"A source\" ends at 2026-11-22T16:00:00.001Z");
          assertThat(notice.details())
              .containsEntry("source_id", source.id().toString())
              .containsEntry("expires_at", "2026-11-22T16:00:00.001Z");
        });

    later(Duration.ofHours(6));
    watch.round();
    assertThat(told()).as("it has ended").isEmpty();
  }

  @Test
  void says_nothing_of_a_secret_that_nobody_signs_with_or_that_is_current() {
    Source idle = world.source("stripe", "old");
    rotate(idle, Duration.ofHours(1));
    Source left = world.source("stripe", "old");
    rotate(left, Duration.ofHours(1));
    lastUsed(left, world.now.get().minus(Duration.ofHours(24)).minusMillis(1));
    Source current = world.source("stripe", "only");
    lastUsed(current, world.now.get());

    watch.round();
    assertThat(told()).isEmpty();

    lastUsed(left, world.now.get().minus(Duration.ofHours(24)));
    watch.round();
    assertThat(told())
        .singleElement()
        .satisfies(notice ->
            assertThat(notice.details()).containsEntry("source_id", left.id().toString()));
  }

  @Test
  void tells_of_the_first_of_several_that_end() {
    Source source = world.source("stripe", "first");
    rotate(source, Duration.ofHours(2));
    world.secrets.secrets().rotate(World.TENANT, owner(source), text("third"), hours(5), true);
    lastUsed(source, world.now.get());

    watch.round();

    assertThat(told())
        .singleElement()
        .satisfies(notice ->
            assertThat(notice.details()).containsEntry("expires_at", "2026-11-22T12:00:00.000Z"));
  }

  @Test
  void a_round_without_a_database_does_not_end_the_rounds() {
    world.database.database().update("drop table secret_version");

    assertThatCode(watch::round).doesNotThrowAnyException();
  }

  private void rotate(Source source, Duration overlap) {
    world.secrets.secrets().rotate(World.TENANT, owner(source), text("next"), overlap, false);
  }

  private static SecretText text(String value) {
    return SecretText.of(value);
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }

  private static Owner owner(Source source) {
    return Owner.of(source.id());
  }

  /** As the evidence of verified requests would be written. */
  private void lastUsed(Source source, Instant at) {
    world
        .database
        .database()
        .update(
            "update secret_version set last_verified_at = ? where owner_id = ?", at, source.id());
  }

  private void later(Duration time) {
    world.now.updateAndGet(now -> now.plus(time));
  }

  private List<RaisedNotice> told() {
    return world.guards.notices.open(ExpiryWatch.KIND);
  }

  static final class H2Test extends ExpiryContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends ExpiryContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
