package dev.postern.ingest.deny;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeedTextTest {
  @Test
  void reads_plain_lines_comments_and_both_forms_of_spamhaus() {
    FeedText.Parsed parsed =
        FeedText.parse(
            """
            \uFEFF; Spamhaus DROP List
            203.0.113.0/24 ; SBL256894
            # FireHOL
            198.51.100.7
              2001:db8::/32\t# documentation

            {"cidr":"192.0.2.0/25","sblid":"SBL1","rir":"apnic"}
            {"type":"metadata","timestamp":1700000000}
            203.0.113.0/24
            """);
    assertThat(parsed.networks())
        .extracting(Object::toString)
        .containsExactly(
            "203.0.113.0/24", "198.51.100.7/32", "2001:db8:0:0:0:0:0:0/32", "192.0.2.0/25");
    assertThat(parsed.skipped()).isZero();
    assertThat(parsed.full()).isFalse();
  }

  @Test
  void what_is_no_network_or_too_wide_is_skipped_and_counted() {
    FeedText.Parsed parsed =
        FeedText.parse(
            """
            <html>
            0.0.0.0/0
            10.0.0.0/7
            ::/0
            203.0.113.1/24
            203.0.113.0 203.0.113.255 24
            11.0.0.0/8
            """);
    assertThat(parsed.networks()).extracting(Object::toString).containsExactly("11.0.0.0/8");
    assertThat(parsed.skipped()).isEqualTo(6);
  }

  @Test
  void too_many_are_said_to_be_too_many() {
    String text =
        IntStream.rangeClosed(0, FeedText.MAX_ENTRIES)
            .mapToObj(i -> "10.%d.%d.%d".formatted(i >> 16, (i >> 8) & 255, i & 255))
            .collect(Collectors.joining("\n"));
    assertThat(FeedText.parse(text).full()).isTrue();
  }
}
