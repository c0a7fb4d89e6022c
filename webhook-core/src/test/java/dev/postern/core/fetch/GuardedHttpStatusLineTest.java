package dev.postern.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.fetch.Fetched.Failed;
import dev.postern.core.fetch.Fetched.Trouble;
import java.net.InetAddress;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedHttpStatusLineTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 000 X",
        "HTTP/1.1 099 X",
        "HTTP/1.1 99 X",
        "HTTP/1.1 1000 X",
        "HTTP/1.1 -1 X",
        "HTTP/1.1"
      })
  void a_first_line_that_is_no_status_line_is_trouble_and_nothing_is_thrown(String line)
      throws Exception {
    EgressResolver egress =
        new EgressResolver(
            () -> EgressPolicy.parse("127.0.0.0/8", true),
            (host, within) -> List.of(InetAddress.getLoopbackAddress()));
    try (RawServer server = RawServer.plain(RawServer.text(line + "\r\n\r\n"));
        GuardedHttp http = new GuardedHttp(egress, SSLContext.getDefault())) {
      Fetched fetched = http.fetch(FetchRequest.get("http://127.0.0.1:" + server.port() + "/"));

      assertThat(fetched)
          .isInstanceOfSatisfying(
              Failed.class, failed -> assertThat(failed.trouble()).isEqualTo(Trouble.BROKEN));
    }
  }
}
