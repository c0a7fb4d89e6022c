package dev.postern.core.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

  private final AddressPolicy policy = new AddressPolicy(List.of());

  static Stream<Corpus.Line> ranges() {
    // IPv4-mapped is IPv4 by the time an address is judged; the literal is refused by the parser.
    return Corpus.cidrs().stream().filter(line -> !line.input().equals("::ffff:0:0/96"));
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void refuses_first_and_last_address_of_every_blocked_range(Corpus.Line line) {
    String[] parts = line.input().split("/", 2);
    byte[] first = StubNames.address(parts[0]).getAddress();
    int hostBits = first.length * 8 - Integer.parseInt(parts[1]);
    BigInteger span = BigInteger.ONE.shiftLeft(hostBits).subtract(BigInteger.ONE);
    assertThat(policy.reason(IpLiteral.address(first))).isPresent();
    assertThat(policy.reason(plus(first, span))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "191.255.255.255",
        "192.0.1.0",
        "192.0.3.0",
        "192.88.98.255",
        "192.88.100.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "198.51.99.255",
        "198.51.101.0",
        "203.0.112.255",
        "203.0.114.0",
        "223.255.255.255",
        "168.63.129.15",
        "168.63.129.17",
        "2001:200::",
        "2001:db7:ffff::1",
        "2001:db9::",
        "2003::1",
        "2606:4700::1",
        "2620:4f:7fff::1",
        "2620:4f:8001::",
        "3ffe:ffff::1",
        "3fff:1000::",
        "2000::1",
        "93.184.216.34"
      })
  void permits_the_public_neighbours_of_blocked_ranges(String address) {
    assertThat(policy.reason(StubNames.address(address))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "::ffff:10.0.0.1, private",
    "64:ff9b::a9fe:a9fe, NAT64",
    "2002:a00:1::, 6to4",
    "2606:4700::5efe:7f00:1, loopback",
    "2606:4700::200:5efe:a00:1, private",
    "fd00:ec2::254, unique local",
    "169.254.169.254, metadata"
  })
  void says_what_an_address_really_is(String address, String word) {
    assertThat(policy.reason(StubNames.address(address))).get().asString().contains(word);
  }

  @Test
  void permits_isatap_that_carries_a_public_address() {
    assertThat(policy.reason(StubNames.address("2606:4700::5efe:808:808"))).isEmpty();
  }

  @Test
  void refuses_what_the_installation_adds() {
    AddressPolicy own = policy.alsoDenying(List.of(Cidr.parse("93.184.216.34/32")));
    assertThat(own.reason(StubNames.address("93.184.216.34"))).get().asString().contains("denied");
    assertThat(own.reason(StubNames.address("93.184.216.35"))).isEmpty();
  }

  private static InetAddress plus(byte[] first, BigInteger span) {
    byte[] sum = new BigInteger(1, first).add(span).toByteArray();
    byte[] bytes = new byte[first.length];
    for (int i = 1; i <= Math.min(sum.length, bytes.length); i++) {
      bytes[bytes.length - i] = sum[sum.length - i];
    }
    return IpLiteral.address(bytes);
  }
}
