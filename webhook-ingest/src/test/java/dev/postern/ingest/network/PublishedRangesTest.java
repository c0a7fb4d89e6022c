package dev.postern.ingest.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PublishedRangesTest {
  @Test
  void every_published_list_is_dated_and_parses() {
    assertThat(PublishedRanges.all()).containsKeys("stripe", "github", "paddle", "telegram");
    PublishedRanges.all()
        .forEach((name, published) -> {
          assertThat(published.asOf()).as(name).isNotNull();
          assertThatCode(() -> Networks.parse(published.ranges()))
              .as(name)
              .doesNotThrowAnyException();
        });
  }

  @Test
  void a_preset_stands_for_its_ranges_beside_others() {
    Networks allowed =
        Networks.parse(PublishedRanges.expanded(List.of("preset:github", "203.0.113.7")));

    assertThat(allowed.contains(Objects.requireNonNull(IpText.parse("140.82.115.9")))).isTrue();
    assertThat(allowed.contains(Objects.requireNonNull(IpText.parse("2606:50c0::5")))).isTrue();
    assertThat(allowed.contains(Objects.requireNonNull(IpText.parse("203.0.113.7")))).isTrue();
    assertThat(allowed.contains(Objects.requireNonNull(IpText.parse("203.0.113.8")))).isFalse();
  }
}
