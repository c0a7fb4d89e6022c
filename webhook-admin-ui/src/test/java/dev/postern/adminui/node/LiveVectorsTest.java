package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.core.signature.conformance.Vector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent to a node has to be what it is meant to be, or a node's verdict says nothing. */
class LiveVectorsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir static Path folder;
  private static CertificateHosts certificates;

  @BeforeAll
  static void open() throws Exception {
    certificates = new CertificateHosts(folder, LiveVectors.all());
  }

  @AfterAll
  static void close() throws IOException {
    certificates.close();
  }

  @Test
  void what_is_signed_afresh_is_genuine() throws IOException {
    SoftAssertions soft = new SoftAssertions();
    for (Vector vector : LiveVectors.all()) {
      if (LiveVectors.canBeSigned(vector)) {
        soft.assertThat(verdict(vector, NOW))
            .as(vector.id())
            .isInstanceOfAny(Verdict.Accepted.class, Verdict.Handshake.class);
      }
    }
    soft.assertAll();
  }

  /** With the key that was recorded, under a certificate that another root gave it. */
  @Test
  void what_was_recorded_under_a_certificate_keeps_its_verdict() throws IOException {
    SoftAssertions soft = new SoftAssertions();
    List<Vector> recorded = LiveVectors.all().stream().filter(CertificateHosts::serves).toList();
    for (Vector vector : recorded) {
      Verdict verdict =
          LiveVectors.scheme(vector)
              .verify(vector.request(), new SecretRing(List.of()), settings(vector), vector.now());
      soft.assertThat(!(verdict instanceof Verdict.Rejected))
          .as(vector.id())
          .isEqualTo(vector.accept());
    }
    soft.assertAll();
    assertThat(recorded).hasSize(18);
  }

  @Test
  void what_is_signed_for_later_is_from_the_future() throws IOException {
    List<String> stamping =
        LiveVectors.all().stream()
            .filter(vector -> vector.id().matches(".*/future(-timestamp)?"))
            .map(Vector::provider)
            .toList();
    assertThat(stamping).hasSizeGreaterThan(10);
    SoftAssertions soft = new SoftAssertions();
    for (String provider : stamping) {
      Vector genuine =
          LiveVectors.all().stream()
              .filter(vector -> vector.provider().equals(provider))
              .filter(LiveVectors::canBeSigned)
              .findFirst()
              .orElseThrow();
      Duration early = LiveVectors.scheme(genuine).defaultTolerance().plusSeconds(120);
      soft.assertThat(verdict(genuine, NOW.plus(early)))
          .as(genuine.id())
          .isInstanceOfSatisfying(
              Verdict.Rejected.class,
              rejected -> assertThat(rejected.reason()).isEqualTo(Reason.FUTURE_TIMESTAMP));
    }
    soft.assertAll();
  }

  @Test
  void a_demanded_answer_is_compared_whole() throws IOException {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain;charset=UTF-8\r\n";
    assertThat(given("{\"status\":200,\"body\":\"ok\"}", head + "\r\nok")).isTrue();
    assertThat(given("{\"status\":202,\"body\":\"ok\"}", head + "\r\nok")).isFalse();
    assertThat(given("{\"body\":\"ok\"}", head + "\r\nno")).isFalse();
    assertThat(given("{\"body\":\"\"}", head + "\r\nno")).isFalse();
    assertThat(given("{\"body_contains\":\"Hello\"}", head + "\r\nok")).isFalse();
    assertThat(given("{\"json\":{\"type\":1}}", head + "\r\n{\"type\": 1}")).isTrue();
    assertThat(given("{\"json\":{\"type\":1}}", head + "\r\n{\"type\": 2}")).isFalse();
    assertThat(given("{\"header\":[\"content-type\",\"text/plain\"]}", head + "\r\n")).isTrue();
    assertThat(given("{\"header\":[\"Content-Type\",\"text/html\"]}", head + "\r\n")).isFalse();
    assertThat(given("{\"headers_present\":[\"Content-Type\"]}", head + "\r\n")).isTrue();
    assertThat(given("{\"headers_present\":[\"Allow\"]}", head + "\r\n")).isFalse();
    assertThat(given("{\"headers_absent\":[\"Content-Type\"]}", head + "\r\n")).isFalse();
    String chunked = head + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n";
    assertThat(given("{\"body\":\"abc\"}", chunked)).isTrue();
  }

  private static boolean given(String expected, String reply) throws IOException {
    return DemandedAnswer.given(
        new ObjectMapper().readTree(expected), new RawHttp.Reply(200, "", reply));
  }

  private static Verdict verdict(Vector vector, Instant signedAt) {
    SignatureScheme scheme = LiveVectors.scheme(vector);
    LiveVectors.Fresh fresh = LiveVectors.signed(vector, signedAt, certificates);
    List<SecretVersion> versions =
        fresh.secrets().stream()
            .map(text -> new SecretVersion("sec_" + text, SecretText.of(text), Instant.EPOCH, null))
            .toList();
    return scheme.verify(
        fresh.request(),
        new SecretRing(versions),
        settings(vector)
            .withPublicUrl(vector.request().url())
            .withTolerance(scheme.defaultTolerance()),
        NOW);
  }

  private static VerificationSettings settings(Vector vector) {
    return CertificateHosts.serves(vector)
        ? vector.settings().withCertificates(certificates::fetch)
        : vector.settings();
  }
}
