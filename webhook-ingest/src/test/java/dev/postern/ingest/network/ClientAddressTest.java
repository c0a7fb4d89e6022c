package dev.postern.ingest.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.signature.HeaderFields;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
  private static final TrustedProxies AUTO = proxies(TrustedProxies.Header.AUTO);

  @Test
  void a_stranger_is_not_believed_about_anybody() {
    assertThat(of("198.51.100.1", AUTO, "X-Forwarded-For", "203.0.113.9"))
        .isEqualTo(ip("198.51.100.1"));
  }

  @Test
  void the_right_most_address_that_is_no_proxy_is_the_client() {
    assertThat(of("10.0.0.1", AUTO, "X-Forwarded-For", "1.2.3.4, 203.0.113.9, 10.0.0.2"))
        .isEqualTo(ip("203.0.113.9"));
    assertThat(
            of(
                "10.0.0.1",
                AUTO,
                "X-Forwarded-For",
                "1.2.3.4",
                "X-Forwarded-For",
                "203.0.113.9:4711"))
        .isEqualTo(ip("203.0.113.9"));
  }

  @Test
  void forwarded_is_read_as_rfc_7239_writes_it() {
    assertThat(
            of("10.0.0.1", AUTO, "Forwarded", "for=1.2.3.4, For=\"[2001:db8::1]:47\";proto=https"))
        .isEqualTo(ip("2001:db8::1"));
  }

  @Test
  void an_obfuscated_hop_ends_at_the_proxy_that_named_it() {
    assertThat(of("10.0.0.1", AUTO, "Forwarded", "for=1.2.3.4, for=_hidden, for=10.0.0.3"))
        .isEqualTo(ip("10.0.0.3"));
  }

  @Test
  void two_headers_that_disagree_are_both_disbelieved() {
    assertThat(of("10.0.0.1", AUTO, "Forwarded", "for=203.0.113.9", "X-Forwarded-For", "1.2.3.4"))
        .isEqualTo(ip("10.0.0.1"));
    assertThat(
            of(
                "10.0.0.1",
                proxies(TrustedProxies.Header.X_FORWARDED_FOR),
                "Forwarded",
                "for=203.0.113.9",
                "X-Forwarded-For",
                "1.2.3.4"))
        .isEqualTo(ip("1.2.3.4"));
  }

  @Test
  void ipv4_in_ipv6_is_ipv4_and_names_are_no_addresses() {
    assertThat(IpText.parse("::ffff:203.0.113.9")).isEqualTo(ip("203.0.113.9"));
    for (String text : List.of("localhost", "1.2.3", "1.2.3.256", "12", "", "::1::", "a:b")) {
      assertThat(IpText.parse(text)).as(text).isNull();
    }
  }

  private static InetAddress of(String peer, TrustedProxies proxies, String... headers) {
    return ClientAddress.of(ip(peer), HeaderFields.of(headers)::all, proxies);
  }

  private static TrustedProxies proxies(TrustedProxies.Header header) {
    return new TrustedProxies(Networks.parse(List.of("10.0.0.0/8")), header);
  }

  private static InetAddress ip(String text) {
    return Objects.requireNonNull(IpText.parse(text));
  }
}
