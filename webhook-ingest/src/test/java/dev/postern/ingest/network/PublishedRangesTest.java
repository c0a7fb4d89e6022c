package dev.postern.ingest.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedRangesTest {
  @Test
  void every_published_list_is_dated_and_parses() {
    assertThat(PublishedRanges.all())
        .containsKeys("stripe", "github", "paddle", "telegram", "gitlab", "svix", "razorpay");
    PublishedRanges.all()
        .forEach((name, published) -> {
          assertThat(published.asOf()).as(name).isNotNull();
          assertThatCode(() -> Networks.parse(published.ranges()))
              .as(name)
              .doesNotThrowAnyException();
        });
  }

  @ParameterizedTest
  @CsvSource({
    "gitlab, 34.74.90.79, 34.74.90.80",
    "gitlab, 34.74.226.255, 34.74.227.0",
    "svix, 44.228.126.217, 44.228.126.218",
    "svix, 2a05:d028:17:80ff::1, 2a05:d028:17:8100::1",
    "razorpay, 18.99.161.63, 18.99.161.64",
    "razorpay, 3.136.42.4, 3.136.42.5"
  })
  void a_preset_lets_in_what_is_published_and_not_its_neighbour(
      String name, String inside, String outside) {
    Networks allowed = Networks.parse(PublishedRanges.expanded(List.of("preset:" + name)));

    assertThat(allowed.contains(Objects.requireNonNull(IpText.parse(inside)))).isTrue();
    assertThat(allowed.contains(Objects.requireNonNull(IpText.parse(outside)))).isFalse();
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
