package dev.postern.core.fetch.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.config.ConfigException;
import dev.postern.core.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EgressRouteTest {
  @Test
  void goes_straight_unless_the_operator_names_a_proxy() {
    assertThat(route(Map.of())).isEqualTo(EgressRoute.DIRECT);
    assertThat(route(Map.of("http_proxy", "http://127.0.0.1:1"))).isEqualTo(EgressRoute.DIRECT);
    assertThat(route(Map.of("postern.egress.proxy", "http://127.0.0.1:3128")))
        .isEqualTo(new Tunnel(new ProxyAddress("127.0.0.1", 3128), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy:3128",
        "https://proxy:3128",
        "http://proxy",
        "http://proxy:0",
        "http://proxy:65536",
        "http://u:p@proxy:3128",
        "http://proxy:3128/x"
      })
  void refuses_what_names_no_proxy(String value) {
    assertThatThrownBy(() -> route(Map.of("postern.egress.proxy", value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("POSTERN_EGRESS_PROXY holds '" + value + "'; expected a proxy");
  }

  @Test
  void refuses_half_a_login() {
    assertThatThrownBy(() ->
            route(Map.of("postern.egress.proxy", "http://p:1", "postern.egress.proxy.user", "u")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("go together");
  }

  @Test
  void asks_the_proxy_for_the_checked_address_and_never_for_a_name() throws Exception {
    try (TestProxy proxy = new TestProxy("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")) {
      EgressRoute route =
          route(
              Map.of(
                  "postern.egress.proxy", "http://127.0.0.1:" + proxy.port(),
                  "postern.egress.proxy.user", "postern",
                  "postern.egress.proxy.password", "p:w"));
      InetAddress six =
          InetAddress.getByAddress(
              "hooks.example.com",
              new byte[] {0x26, 0x06, 0x47, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});

      assertThatThrownBy(() -> connect(route, six))
          .isInstanceOf(IOException.class)
          .hasMessage("the egress proxy 127.0.0.1:" + proxy.port() + " answered 407");
      assertThat(proxy.heads())
          .containsExactly(
              "CONNECT [2606:4700:0:0:0:0:0:1]:443 HTTP/1.1\r\n"
                  + "Host: [2606:4700:0:0:0:0:0:1]:443\r\n"
                  + "Proxy-Authorization: Basic cG9zdGVybjpwOnc=\r\n\r\n");
      assertThat(route.toString()).doesNotContain("p:w");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0-x\r\n\r\n", "HTTP/1.1 OK\r\n\r\n", "HTTP/2 200\r\n\r\n"})
  void a_proxy_that_speaks_no_http_is_told_apart(String answer) throws Exception {
    try (TestProxy proxy = new TestProxy(answer)) {
      EgressRoute route = route(Map.of("postern.egress.proxy", "http://127.0.0.1:" + proxy.port()));
      assertThatThrownBy(() -> connect(route, InetAddress.getLoopbackAddress()))
          .hasMessageContaining("does not speak HTTP");
    }
  }

  @Test
  void a_proxy_that_never_ends_its_head_is_cut_off() throws Exception {
    try (TestProxy proxy = new TestProxy("HTTP/1.1 200 OK\r\n" + "x: y\r\n".repeat(2_000))) {
      EgressRoute route = route(Map.of("postern.egress.proxy", "http://127.0.0.1:" + proxy.port()));
      assertThatThrownBy(() -> connect(route, InetAddress.getLoopbackAddress()))
          .hasMessage("the egress proxy's answer is too long");
    }
  }

  private static void connect(EgressRoute route, InetAddress address) throws IOException {
    try (Socket socket = new Socket()) {
      route.connect(socket, address, 443, Duration.ofSeconds(5));
    }
  }

  private static EgressRoute route(Map<String, String> values) {
    return EgressRoute.from(new Settings(key -> Optional.ofNullable(values.get(key))));
  }
}
