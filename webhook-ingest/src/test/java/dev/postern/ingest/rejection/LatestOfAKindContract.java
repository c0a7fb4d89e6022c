package dev.postern.ingest.rejection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.page.PageRequest;
import dev.postern.ingest.Rejection;
import dev.postern.ingest.RejectionQuery;
import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody sets a sender up, and every try fails for another reason. */
abstract class LatestOfAKindContract {
  private final AtomicInteger explained = new AtomicInteger();
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
  void the_latest_try_is_shown_before_and_after_the_row_is_written() {
    refuse(1);
    refuse(2);
    world.rejections.flush();
    assertShown(2, 2);

    refuse(3);
    world.rejections.flush();
    assertShown(3, 3);
  }

  @Test
  void a_flood_pays_for_the_first_few_only() {
    for (int i = 1; i <= 1_000; i++) {
      refuse(i);
    }
    world.rejections.flush();

    assertShown(RejectionLog.EXPLAINED, 1_000);
    assertThat(explained).hasValue(RejectionLog.EXPLAINED);
  }

  private void refuse(int number) {
    world.rejections.record(
        new RefusedCall(
            World.TENANT,
            source.id(),
            "bad_signature",
            "192.0.2.1",
            () -> {
              explained.incrementAndGet();
              return new RefusedCall.Detail("why " + number, "agent/" + number, "sha" + number);
            },
            world.now.get()));
  }

  private void assertShown(int number, int count) {
    assertThat(
            new StoredRejections(new RejectionStore(world.database.database()))
                .list(World.TENANT, RejectionQuery.ALL, PageRequest.first(9))
                .data())
        .extracting(
            Rejection::diagnosis,
            Rejection::userAgent,
            Rejection::signaturePrefix,
            Rejection::count)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "why " + number, "agent/" + number, "sha" + number, count));
  }

  static final class H2Test extends LatestOfAKindContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends LatestOfAKindContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
