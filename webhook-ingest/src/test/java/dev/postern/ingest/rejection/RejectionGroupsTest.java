package dev.postern.ingest.rejection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.RejectionId;
import dev.postern.core.id.SourceId;
import dev.postern.ingest.Rejection;
import dev.postern.ingest.RejectionGroup;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RejectionGroupsTest {
  private static final Instant T = Instant.parse("2026-05-03T14:00:00Z");
  private static final SourceId SHOP = new SourceId(new UUID(1, 1));
  private static final SourceId BANK = new SourceId(new UUID(1, 2));

  @Test
  void like_ones_are_counted_together_and_the_latest_group_comes_first() {
    List<RejectionGroup> groups =
        RejectionGroups.of(
            List.of(
                rejection(SHOP, "bad_signature", "another secret", "1.1.1.1", 0, 5),
                rejection(SHOP, "bad_signature", "a changed body", "1.1.1.2", 60, 7),
                rejection(BANK, "bad_signature", null, "1.1.1.1", 30, 1),
                rejection(SHOP, "stale_timestamp", null, "1.1.1.1", 90, 2)));
    assertThat(groups)
        .extracting(RejectionGroup::source, RejectionGroup::reason, RejectionGroup::requests)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(SHOP, "stale_timestamp", 2L),
            org.assertj.core.groups.Tuple.tuple(SHOP, "bad_signature", 12L),
            org.assertj.core.groups.Tuple.tuple(BANK, "bad_signature", 1L));
    RejectionGroup forged = groups.get(1);
    assertThat(forged.diagnoses())
        .as("the most frequent first")
        .containsExactly("a changed body", "another secret");
    assertThat(forged.addresses()).isEqualTo(2);
    assertThat(forged.firstAt()).isEqualTo(T);
    assertThat(forged.lastAt()).isEqualTo(T.plusSeconds(60));
  }

  @Test
  void what_a_flood_did_not_tell_apart_is_no_address() {
    List<RejectionGroup> groups =
        RejectionGroups.of(
            List.of(
                rejection(SHOP, "bad_signature", null, "1.1.1.1", 0, 5),
                rejection(SHOP, "bad_signature", null, "various", 60, 7_000),
                rejection(BANK, "bad_signature", null, "1.1.1.1", 30, 1)));

    assertThat(groups)
        .extracting(RejectionGroup::addresses, RejectionGroup::more)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, true),
            org.assertj.core.groups.Tuple.tuple(1, false));
  }

  private static Rejection rejection(
      SourceId source,
      String reason,
      @Nullable String diagnosis,
      String ip,
      int seconds,
      int count) {
    return new Rejection(
        new RejectionId(new UUID(2, seconds)),
        source,
        reason,
        diagnosis,
        ip,
        null,
        null,
        T.plusSeconds(seconds),
        count);
  }
}
