package dev.postern.ingest.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.Stamp;
import dev.postern.core.notice.Notices;
import dev.postern.core.notice.RaisedNotice;
import dev.postern.core.notice.store.NoticeStore;
import dev.postern.core.page.PageRequest;
import dev.postern.ingest.RateLimit;
import dev.postern.ingest.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes over one database. */
abstract class RateExchangeContract {
  private static final RateLimit LIMIT = new RateLimit(100, 60);
  private World world;
  private Notices notices;
  private Node one;
  private Node two;

  /** A node's memory and its exchange. */
  private record Node(SharedRequestRates rates, RateExchange exchange) {
    int post(World world, String client, int times) {
      int admitted = 0;
      for (int i = 0; i < times; i++) {
        admitted += rates.admit(client, LIMIT, world.now.get()).admitted() ? 1 : 0;
      }
      return admitted;
    }
  }

  abstract World open();

  @BeforeEach
  void start() {
    world = open();
    notices =
        new Notices(
            new NoticeStore(world.database.database()),
            world.database.transactions(),
            new Stamp(world.ids, world.now::get),
            changed -> {});
    one = node();
    two = node();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void what_one_node_let_in_counts_at_the_other() {
    assertThat(one.post(world, "client", 60)).isEqualTo(60);
    exchange();
    assertThat(two.post(world, "client", 60)).isEqualTo(40);
    exchange();
    assertThat(one.post(world, "client", 1)).isZero();
    assertThat(two.post(world, "other client", 100)).isEqualTo(100);
  }

  @Test
  void counts_of_three_nodes_add_up_and_are_never_counted_twice() {
    Node three = node();
    one.post(world, "client", 30);
    two.post(world, "client", 30);
    for (int i = 0; i < 3; i++) {
      one.exchange().round();
      two.exchange().round();
      three.exchange().round();
    }

    assertThat(three.post(world, "client", 100)).isEqualTo(40);
  }

  @Test
  void what_left_the_window_is_forgotten_everywhere() {
    one.post(world, "client", 100);
    exchange();
    assertThat(two.post(world, "client", 1)).isZero();

    world.now.updateAndGet(now -> now.plus(Duration.ofSeconds(63)));

    assertThat(two.post(world, "client", 100)).isEqualTo(100);
  }

  @Test
  void a_client_far_from_its_limit_costs_no_row() {
    one.post(world, "client", 9);
    exchange();
    assertThat(world.rows("request_rate")).isZero();

    one.post(world, "client", 1);
    exchange();
    assertThat(world.rows("request_rate")).isOne();
    exchange();
    assertThat(two.post(world, "client", 100)).isEqualTo(90);
  }

  @Test
  void without_the_store_each_node_limits_by_itself_and_people_are_told() {
    one.post(world, "client", 60);
    world.database.database().update("alter table request_rate rename to away");
    for (int i = 0; i < RateAlarm.ROUNDS; i++) {
      exchange();
    }

    assertThat(two.post(world, "client", 200)).isEqualTo(100);
    assertThat(open(true)).extracting(RaisedNotice::kind).containsExactly(RateAlarm.KIND);
    world.database.database().update("alter table away rename to request_rate");
    exchange();
    assertThat(open(true)).isEmpty();
    assertThat(open(false)).hasSize(1);
  }

  private List<RaisedNotice> open(boolean only) {
    return notices.list(null, only, PageRequest.first(10)).data();
  }

  /** Both tell and both hear. */
  private void exchange() {
    one.exchange().round();
    two.exchange().round();
    one.exchange().round();
  }

  private Node node() {
    SharedRequestRates rates = new SharedRequestRates();
    return new Node(
        rates,
        new RateExchange(
            rates,
            new RateRooms(new RateStore(world.database.database()), new RateAlarm(notices)),
            world.database.transactions(),
            world.now::get,
            world.ids));
  }

  static final class H2Test extends RateExchangeContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends RateExchangeContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
