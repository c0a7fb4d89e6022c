package dev.postern.ingest.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.egress.Corpus;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.fetch.GuardedHttp;
import dev.postern.core.json.Json;
import dev.postern.core.secret.SecretRing;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every URL of the corpus where a request of a stranger names a certificate, or a subscription's
 * confirmation: the schemes follow none of them, and behind the schemes stands the guard.
 */
class CertificateEgressTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final ConcurrentLinkedQueue<String> LOOKUPS = new ConcurrentLinkedQueue<>();
  private static final ConcurrentLinkedQueue<URI> FETCHED = new ConcurrentLinkedQueue<>();
  private static final VerificationSettings SETTINGS =
      VerificationSettings.defaults()
          .withProviderConfig(Map.of("topic_arn", "arn:1", "webhook_id", "WH-1"))
          .withCertificates(url -> {
            FETCHED.add(url);
            return List.of();
          });
  private static GuardedHttp http;

  @BeforeAll
  static void open() throws NoSuchAlgorithmException {
    EgressResolver inside =
        new EgressResolver(
            EgressPolicy::strict,
            (host, within) -> {
              LOOKUPS.add(host);
              return List.of(InetAddress.getByAddress(new byte[] {10, 0, 0, 5}));
            });
    http = new GuardedHttp(inside, SSLContext.getDefault());
  }

  @AfterAll
  static void close() {
    http.close();
  }

  @BeforeEach
  void forget() {
    LOOKUPS.clear();
    FETCHED.clear();
  }

  static Stream<Corpus.Line> all() {
    return Corpus.urls().stream();
  }

  static Stream<Corpus.Line> addressable() {
    return all()
        .filter(line -> line.verdict().startsWith("REJECT_") && uri(line.input()).isPresent());
  }

  /** As they stand, and with the path of a certificate, so that only the host tells. */
  @ParameterizedTest
  @MethodSource("all")
  void no_scheme_takes_a_certificate_from_there(Corpus.Line line) {
    Stream.concat(Stream.of(line.input()), certificateAt(line.input()))
        .forEach(url -> {
          assertThat(reason("aws-sns", sns(url))).isEqualTo(Reason.BAD_CERTIFICATE);
          assertThat(reason("paypal", payPal(url))).isEqualTo(Reason.BAD_CERTIFICATE);
        });
    assertThat(FETCHED).isEmpty();
  }

  private static Stream<String> certificateAt(String url) {
    return uri(url).stream()
        .filter(parsed -> parsed.getRawAuthority() != null)
        .flatMap(parsed ->
            Stream.of("/SimpleNotificationService-1.pem", "/v1/notifications/certs/CERT-1")
                .map(path -> "https://" + parsed.getRawAuthority() + path));
  }

  @ParameterizedTest
  @MethodSource("addressable")
  void what_fetches_for_the_schemes_is_guarded_itself(Corpus.Line line) throws Exception {
    URI url = uri(line.input()).orElseThrow();

    assertThat(new CertificateDownload(http).download(url)).isEmpty();
    assertThat(new Confirmations(http).visit(url)).isFalse();

    assertThat(LOOKUPS).hasSize(line.verdict().equals("REJECT_DNS") ? 2 : 0);
  }

  private static Reason reason(String provider, SignedRequest request) {
    Verdict verdict =
        SignatureSchemes.forProvider(provider)
            .orElseThrow()
            .verify(request, new SecretRing(List.of()), SETTINGS, NOW);
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
    return ((Verdict.Rejected) verdict).reason();
  }

  private static SignedRequest sns(String url) {
    String body =
        Json.mapper()
            .createObjectNode()
            .put("Type", "SubscriptionConfirmation")
            .put("TopicArn", "arn:1")
            .put("SignatureVersion", "2")
            .put("Signature", "AAAA")
            .put("Timestamp", NOW.toString())
            .put("SigningCertURL", url)
            .put("SubscribeURL", url)
            .toString();
    return request(HeaderFields.of(), body);
  }

  private static SignedRequest payPal(String url) {
    return request(
        HeaderFields.of(
            "PAYPAL-TRANSMISSION-ID",
            "1",
            "PAYPAL-TRANSMISSION-TIME",
            NOW.toString(),
            "PAYPAL-TRANSMISSION-SIG",
            "AAAA",
            "PAYPAL-CERT-URL",
            url),
        "{}");
  }

  private static SignedRequest request(HeaderFields headers, String body) {
    return new SignedRequest(
        "POST", "https://gate.example/in/x", headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
