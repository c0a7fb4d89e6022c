package dev.postern.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.store.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A store that comes and goes, as one node tells of it. */
final class StoreWatchTest extends AlertsWired {
  private static final Duration LOOK = Duration.ofSeconds(10);

  @Override
  TestDatabase open() {
    return TestDatabase.h2(new String[] {"core"});
  }

  @Test
  void it_is_one_trouble_told_by_a_node_that_says_its_name() throws Exception {
    create(null, AlertKind.PAGERDUTY, ROUTING_KEY);
    watch.look();

    away(Duration.ofMinutes(1));
    back();
    assertThat(target.taken()).as("that it is away, and that it is back").hasSize(2);
    assertThat(target.taken().getFirst().json().at("/payload/summary").asText())
        .contains("Node gate-1:8080 cannot reach");
    for (int i = 0; i < 3; i++) {
      away(Duration.ofMinutes(1));
      back();
    }
    assertThat(target.taken()).as("within the pace").hasSize(2);

    now = now.plus(StoreWatch.PACE);
    away(Duration.ofMinutes(1));
    assertThat(target.taken()).as("another time").hasSize(3);
  }

  @Test
  void what_lasts_is_told_when_the_pace_is_over() {
    create(null, AlertKind.PAGERDUTY, ROUTING_KEY);
    watch.look();
    away(Duration.ofMinutes(1));
    back();

    away(StoreWatch.PACE);

    assertThat(target.taken()).hasSize(3);
  }

  private void away(Duration time) {
    database.database().update("alter table alert_channel rename to alert_channel_gone");
    watch.look();
    for (Duration passed = LOOK; passed.compareTo(time) <= 0; passed = passed.plus(LOOK)) {
      now = now.plus(LOOK);
      watch.look();
    }
  }

  private void back() {
    database.database().update("alter table alert_channel_gone rename to alert_channel");
    watch.look();
  }
}
