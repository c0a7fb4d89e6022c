package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.audit.Origin;
import dev.postern.ingest.network.Networks;
import dev.postern.ingest.network.TrustedProxies;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestOriginTest {
  private static final TrustedProxies NGINX =
      new TrustedProxies(
          Networks.parse(List.of("127.0.0.1/32")), TrustedProxies.Header.X_FORWARDED_FOR);

  @Test
  void behind_the_proxy_each_person_has_their_own_address() {
    assertThat(of("127.0.0.1", "1.2.3.4, 203.0.113.9", NGINX))
        .isEqualTo(new Origin("203.0.113.9", "r1"));
    assertThat(of("127.0.0.1", "203.0.113.10", NGINX)).isEqualTo(new Origin("203.0.113.10", "r1"));
  }

  @Test
  void who_comes_past_the_proxy_writes_no_address_of_their_choice() {
    assertThat(of("198.51.100.7", "203.0.113.9", NGINX))
        .isEqualTo(new Origin("198.51.100.7", "r1"));
    assertThat(of("127.0.0.1", "203.0.113.9", TrustedProxies.NONE))
        .isEqualTo(new Origin("127.0.0.1", "r1"));
  }

  @Test
  void a_connection_without_an_ip_address_stays_what_the_container_calls_it() {
    assertThat(of("unix:", "203.0.113.9", NGINX)).isEqualTo(new Origin("unix:", "r1"));
  }

  private static Origin of(String peer, String forwardedFor, TrustedProxies proxies) {
    return RequestOrigin.of(request(peer, forwardedFor), "r1", proxies);
  }

  /** The container's request, as far as it is asked here. */
  private static HttpServletRequest request(String peer, String forwardedFor) {
    Map<String, List<String>> fields = Map.of("X-Forwarded-For", List.of(forwardedFor));
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            RequestOriginTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> peer;
                  case "getHeaders" ->
                      Collections.enumeration(fields.getOrDefault(arguments[0], List.of()));
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
