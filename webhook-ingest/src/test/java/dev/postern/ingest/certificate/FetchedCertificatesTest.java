package dev.postern.ingest.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.fetch.GuardedHttp;
import dev.postern.core.signature.CertificateSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchedCertificatesTest {
  private static Authority authority;
  private static Authority stranger;

  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicReference<String> file = new AtomicReference<>("");
  private final AtomicInteger status = new AtomicInteger(200);
  private final AtomicLong ticks = new AtomicLong();
  private final ExecutorService serving = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private GuardedHttp http;
  private FetchedCertificates certificates;

  @BeforeAll
  static void makeKeys(@TempDir Path folder) throws Exception {
    authority = Authority.in(folder.resolve("a.p12"), "One");
    stranger = Authority.in(folder.resolve("b.p12"), "Another");
  }

  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          byte[] bytes = file.get().getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(status.get(), bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.setExecutor(serving);
    server.start();
    http =
        new GuardedHttp(
            new EgressResolver(
                () -> EgressPolicy.parse("127.0.0.0/8", false),
                (host, within) -> List.of(InetAddress.getLoopbackAddress())),
            SSLContext.getDefault());
    certificates =
        new FetchedCertificates(
            new CertificateDownload(http),
            new Chains(authority.anchors()),
            () -> Instant.now(),
            ticks::get);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    serving.shutdownNow();
    http.close();
  }

  @Test
  void a_chain_that_leads_to_a_root_is_fetched_once_an_hour() throws IOException {
    file.set(authority.leafPem() + authority.rootPem());

    List<X509Certificate> chain = certificates.fetch(url());

    assertThat(chain.getFirst().getSubjectX500Principal().getName()).isEqualTo("CN=leaf");
    assertThat(certificates.fetch(url())).isEqualTo(chain);
    assertThat(requests).hasValue(1);
    ticks.addAndGet(Duration.ofMinutes(61).toNanos());
    assertThat(certificates.fetch(url())).isEqualTo(chain);
    assertThat(requests).hasValue(2);
  }

  @Test
  void a_chain_of_a_strangers_root_is_none() {
    file.set(stranger.leafPem() + stranger.rootPem());

    assertThat(certificates.fetch(url())).isEmpty();
  }

  @Test
  void a_leaf_that_its_own_key_signed_is_none() {
    file.set(stranger.rootPem());

    assertThat(certificates.fetch(url())).isEmpty();
  }

  @Test
  void a_leaf_alone_counts_as_long_as_its_host_serves_it() {
    file.set(authority.leafPem());

    assertThat(certificates.fetch(url())).hasSize(1);
  }

  @Test
  void a_host_that_never_served_a_certificate_has_none() {
    status.set(503);

    assertThat(certificates.fetch(url())).isEmpty();
  }

  @Test
  void a_failure_is_remembered_for_half_a_minute_and_says_nothing_of_the_certificate() {
    file.set(authority.leafPem());
    assertThat(certificates.fetch(url())).hasSize(1);
    ticks.addAndGet(Duration.ofMinutes(61).toNanos());
    requests.set(0);
    status.set(503);
    file.set("");
    assertUnavailable(url());
    status.set(200);
    file.set(authority.leafPem());

    assertUnavailable(url());
    assertThat(requests).hasValue(1);
    ticks.addAndGet(Duration.ofSeconds(31).toNanos());
    assertThat(certificates.fetch(url())).hasSize(1);
  }

  @Test
  void while_made_up_urls_keep_all_downloads_busy_a_genuine_one_is_to_come_again()
      throws Exception {
    file.set(authority.leafPem());
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(FetchedCertificates.AT_ONCE);
    server.createContext(
        "/slow",
        exchange -> {
          busy.countDown();
          try {
            slow.await();
          } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    try (ExecutorService strangers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < FetchedCertificates.AT_ONCE; i++) {
        URI madeUp = url().resolve("/slow/" + i);
        strangers.execute(() -> certificates.fetch(madeUp));
      }
      assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();

      assertUnavailable(url());

      slow.countDown();
    }
    assertThat(certificates.fetch(url())).hasSize(1);
  }

  private void assertUnavailable(URI url) {
    assertThatThrownBy(() -> certificates.fetch(url))
        .isInstanceOf(CertificateSource.UnavailableException.class);
  }

  @Test
  void what_is_no_certificate_or_too_large_is_none() {
    file.set("<html>not here</html>");
    assertThat(certificates.fetch(url())).isEmpty();
    file.set("x".repeat(70_000));
    assertThat(certificates.fetch(URI.create(url() + "/large"))).isEmpty();
  }

  @Test
  void a_url_that_leads_inside_is_not_visited() throws Exception {
    GuardedHttp strict =
        new GuardedHttp(
            new EgressResolver(
                EgressPolicy::strict, (host, within) -> List.of(InetAddress.getLoopbackAddress())),
            SSLContext.getDefault());
    try (strict) {
      assertThat(
              new FetchedCertificates(new CertificateDownload(strict), Instant::now)
                  .fetch(URI.create("https://sns.eu-west-1.amazonaws.com/x.pem")))
          .isEmpty();
    }
    assertThat(requests).hasValue(0);
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/cert.pem");
  }
}
