package dev.postern.core.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void empty_ring_has_neither_live_nor_current_versions() {
    assertThat(SecretRing.empty().liveAt(NOW)).isEmpty();
    assertThat(SecretRing.empty().current()).isEmpty();
  }

  @Test
  void rotation_keeps_the_old_version_until_the_overlap_ends_and_not_an_instant_longer() {
    SecretRing rotated = ring("a").rotateTo(version("b"), NOW, DAY);
    Instant end = NOW.plus(DAY);

    assertThat(ids(rotated, NOW)).containsExactly("b", "a");
    assertThat(ids(rotated, end.minusNanos(1))).containsExactly("b", "a");
    assertThat(ids(rotated, end)).containsExactly("b");
    assertThat(rotated.current()).map(SecretVersion::id).contains("b");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -5})
  void rotation_without_overlap_kills_the_old_version_at_once(long seconds) {
    SecretRing rotated = ring("a").rotateTo(version("b"), NOW, Duration.ofSeconds(seconds));

    assertThat(ids(rotated, NOW)).containsExactly("b");
    assertThat(ids(rotated, NOW.minusNanos(1))).containsExactly("b", "a");
  }

  @Test
  void second_rotation_never_prolongs_a_version_that_was_already_retiring() {
    SecretRing once = ring("a").rotateTo(version("b"), NOW, Duration.ofHours(1));
    SecretRing twice = once.rotateTo(version("c"), NOW, DAY);

    assertThat(ids(twice, NOW)).containsExactly("c", "b", "a");
    assertThat(ids(twice, NOW.plus(Duration.ofHours(1)))).containsExactly("c", "b");
    assertThat(ids(twice, NOW.plus(DAY))).containsExactly("c");
  }

  @Test
  void second_rotation_shortens_a_retiring_version_that_would_outlive_the_new_overlap() {
    SecretRing once = ring("a").rotateTo(version("b"), NOW, DAY);
    SecretRing twice = once.rotateTo(version("c"), NOW, Duration.ofHours(1));

    assertThat(ids(twice, NOW.plus(Duration.ofHours(1)))).containsExactly("c");
  }

  @Test
  void current_is_the_version_without_an_expiry_even_behind_one_with() {
    SecretVersion expiring = new SecretVersion("x", SecretText.of("x"), NOW, NOW.plus(DAY));

    assertThat(new SecretRing(List.of(expiring, version("a"))).current())
        .map(SecretVersion::id)
        .contains("a");
    assertThat(new SecretRing(List.of(expiring)).current()).isEmpty();
  }

  private static List<String> ids(SecretRing ring, Instant at) {
    return ring.liveAt(at).stream().map(SecretVersion::id).toList();
  }

  private static SecretRing ring(String id) {
    return new SecretRing(List.of(version(id)));
  }

  private static SecretVersion version(String id) {
    return new SecretVersion(id, SecretText.of("text of " + id), NOW, null);
  }
}
