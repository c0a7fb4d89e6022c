package dev.postern.ingest.rejection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.page.PageRequest;
import dev.postern.ingest.Rejection;
import dev.postern.ingest.RejectionQuery;
import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do under a flood of refusals. */
abstract class RejectionFloodContract {
  private World world;
  private Source source;

  abstract World open();

  @BeforeEach
  void openWorld() {
    world = open();
    source = world.source("stripe", "whsec_secret");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_hundred_thousand_refusals_leave_few_rows_and_true_counts() {
    for (int i = 0; i < 100_000; i++) {
      refuse("bad_signature", "203." + (i >> 16) + "." + ((i >> 8) & 255) + "." + (i & 255));
      if (i % 500 == 499) {
        // Twenty minutes of it, with a write every few seconds.
        world.now.updateAndGet(now -> now.plusSeconds(6));
        world.rejections.flush();
      }
    }
    world.rejections.flush();

    assertThat(world.rows("rejection")).isEqualTo(RejectionLog.SHOWN_AN_HOUR + 1);
    assertThat(counted()).isEqualTo(100_000);
    assertThat(rejections())
        .as("the diagnosis is kept, also of those counted together")
        .allSatisfy(row -> assertThat(row.diagnosis()).isEqualTo("the hex differs"));
    assertThat(rejections().stream().filter(row -> row.clientIp().equals("various")))
        .singleElement()
        .extracting(Rejection::count)
        .isEqualTo(100_000 - RejectionLog.SHOWN_AN_HOUR);
  }

  @Test
  void a_flood_of_one_reason_hides_no_other_and_its_hour_ends() {
    for (int i = 0; i < 1000; i++) {
      refuse("bad_signature", "198.51.100." + (i % 250));
    }
    refuse("stale_timestamp", "192.0.2.1");
    world.rejections.flush();
    assertThat(rejections())
        .filteredOn(row -> row.reason().equals("stale_timestamp"))
        .extracting(Rejection::clientIp)
        .containsExactly("192.0.2.1");

    world.now.updateAndGet(now -> now.plus(Duration.ofMinutes(61)));
    world.rejections.flush();
    refuse("bad_signature", "192.0.2.2");
    world.rejections.flush();
    assertThat(rejections()).extracting(Rejection::clientIp).contains("192.0.2.2");
    assertThat(counted()).isEqualTo(1002);
  }

  @Test
  void counts_are_kept_while_the_store_is_away() {
    world.database.database().update("alter table rejection rename to away");
    refuse("bad_signature", "192.0.2.1");
    world.rejections.flush();
    refuse("bad_signature", "192.0.2.1");
    world.database.database().update("alter table away rename to rejection");
    world.rejections.flush();
    assertThat(counted()).isEqualTo(2);
  }

  @Test
  void old_refusals_are_deleted_and_younger_ones_stay() {
    refuse("bad_signature", "192.0.2.1");
    world.rejections.flush();
    RejectionSweep sweep =
        new RejectionSweep(
            new RejectionStore(world.database.database()), world.now::get, world.config);
    world.now.updateAndGet(now -> java.time.Instant.now().plus(Duration.ofDays(29)));
    sweep.sweep();
    assertThat(world.rows("rejection")).isOne();
    world.now.updateAndGet(now -> now.plus(Duration.ofDays(2)));
    sweep.sweep();
    assertThat(world.rows("rejection")).isZero();
  }

  private void refuse(String reason, String client) {
    world.rejections.record(
        new RefusedCall(
            World.TENANT,
            source.id(),
            reason,
            client,
            () -> new RefusedCall.Detail("the hex differs", "curl", "sha256=ab"),
            world.now.get()));
  }

  private long counted() {
    return rejections().stream().mapToLong(Rejection::count).sum();
  }

  private List<Rejection> rejections() {
    return new StoredRejections(new RejectionStore(world.database.database()))
        .list(World.TENANT, RejectionQuery.ALL, PageRequest.first(250))
        .data();
  }

  static final class H2Test extends RejectionFloodContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends RejectionFloodContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
