package dev.postern.core.access.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectsTest {
  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2:3:4:5:6, ip:2001:db8:1:2::/64",
    "2001:DB8:1:2::7, ip:2001:db8:1:2::/64",
    "2001:db8:1:3::7, ip:2001:db8:1:3::/64",
    "::1, ip:0:0:0:0::/64",
    "::ffff:192.0.2.7, ip:192.0.2.7",
    "192.0.2.7, ip:192.0.2.7",
    "no:address:at all, ip:no:address:at all",
  })
  void an_address_is_counted_as_what_one_client_has(String address, String subject) {
    assertThat(Subjects.address("ip:", address)).isEqualTo(subject);
  }

  @Test
  void nothing_is_too_long_for_the_table() {
    assertThat(Subjects.address("reset-ip:", "x".repeat(500))).hasSizeLessThanOrEqualTo(80);
  }
}
