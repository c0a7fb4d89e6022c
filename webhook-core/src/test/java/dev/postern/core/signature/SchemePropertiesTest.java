package dev.postern.core.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every scheme that signs the whole body in header fields. */
class SchemePropertiesTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final VerificationSettings SETTINGS = VerificationSettings.defaults();

  /** With the timestamp that Linear signs inside the body. */
  private static final byte[] BODY =
      ("{\"id\":\"evt_1\",\"type\":\"order.created\",\"note\":\"Zoë\",\"webhookTimestamp\":"
              + NOW.toEpochMilli()
              + "}")
          .getBytes(StandardCharsets.UTF_8);

  private static final SignedRequest DRAFT =
      new SignedRequest(
          "POST",
          "https://gw.example.com/in/x",
          HeaderFields.of("Content-Type", "application/json", "webhook-id", "msg_1"),
          BODY);

  static Stream<SignatureScheme> schemes() {
    return SignatureSchemes.all().stream().filter(scheme -> scheme.signs().contains("{body}"));
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void own_signature_is_accepted_and_names_the_version_that_made_it(SignatureScheme scheme) {
    SecretText old = scheme.generateSecret(new SecureRandom());
    SecretText fresh = scheme.generateSecret(new SecureRandom());

    assertThat(scheme.verify(signed(scheme, old), verifying(scheme, fresh, old), SETTINGS, NOW))
        .asInstanceOf(type(Verdict.Accepted.class))
        .extracting(Verdict.Accepted::secretId)
        .isEqualTo("sec_2");
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void any_flipped_bit_of_the_body_is_a_bad_signature(SignatureScheme scheme) {
    SecretText secret = scheme.generateSecret(new SecureRandom());
    SignedRequest genuine = signed(scheme, secret);
    for (int bit = 0; bit < BODY.length * 8; bit++) {
      byte[] body = BODY.clone();
      body[bit / 8] ^= (byte) (1 << (bit % 8));

      assertThat(reason(scheme, with(genuine, genuine.headers(), body), verifying(scheme, secret)))
          .as("bit %d", bit)
          .isEqualTo(Reason.BAD_SIGNATURE);
    }
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void any_flipped_bit_of_any_signing_field_is_refused(SignatureScheme scheme) {
    SecretText secret = scheme.generateSecret(new SecureRandom());
    SignedRequest genuine = signed(scheme, secret);
    HeaderFields own = scheme.sign(DRAFT, secret, SETTINGS, NOW);
    for (Map.Entry<String, String> field : own.entries()) {
      for (int bit = 0; bit < field.getValue().length() * 8; bit++) {
        StringBuilder value = new StringBuilder(field.getValue());
        value.setCharAt(bit / 8, (char) (value.charAt(bit / 8) ^ (1 << (bit % 8))));
        // Discord reads hex in either case: there that bit is the same digest.
        if (scheme.provider().equals("discord")
            && field.getKey().equals(scheme.signatureHeader().orElseThrow())
            && field.getValue().equalsIgnoreCase(value.toString())) {
          continue;
        }
        HeaderFields changed =
            genuine.headers().with(HeaderFields.of(field.getKey(), value.toString()));

        assertThat(
                scheme.verify(
                    with(genuine, changed, BODY), verifying(scheme, secret), SETTINGS, NOW))
            .as("%s: %s", field.getKey(), value)
            .isInstanceOf(Verdict.Rejected.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void doubled_signing_fields_are_refused_as_duplicates(SignatureScheme scheme) {
    SecretText secret = scheme.generateSecret(new SecureRandom());
    SignedRequest genuine = signed(scheme, secret);
    for (Map.Entry<String, String> field : scheme.sign(DRAFT, secret, SETTINGS, NOW).entries()) {
      List<Map.Entry<String, String>> doubled = new ArrayList<>(genuine.headers().entries());
      doubled.add(field);

      assertThat(
              reason(
                  scheme, with(genuine, HeaderFields.of(doubled), BODY), verifying(scheme, secret)))
          .as(field.getKey())
          .isEqualTo(Reason.DUPLICATE_HEADER);
    }
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void without_a_usable_secret_nothing_is_accepted(SignatureScheme scheme) {
    SecretText secret = scheme.generateSecret(new SecureRandom());
    SignedRequest genuine = signed(scheme, secret);
    SecretRing expired =
        new SecretRing(
            List.of(
                new SecretVersion("sec_1", scheme.verificationSecret(secret), Instant.EPOCH, NOW)));

    assertThat(reason(scheme, genuine, SecretRing.empty())).isEqualTo(Reason.NO_SECRET);
    assertThat(reason(scheme, genuine, expired)).isEqualTo(Reason.NO_SECRET);
    assertThat(reason(scheme, genuine, Rings.of("", "  "))).isEqualTo(Reason.EMPTY_SECRET);
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void rotation_never_refuses_a_live_secret_and_never_accepts_an_expired_one(
      SignatureScheme scheme) {
    Random random = new Random(scheme.provider().hashCode());
    SecretRing ring = SecretRing.empty();
    Map<String, SecretText> signing = new HashMap<>();
    Instant at = NOW;
    for (int i = 0; i < 20; i++) {
      SecretText next = scheme.generateSecret(new SecureRandom());
      signing.put("sec_" + i, next);
      Duration overlap = Duration.ofSeconds(random.nextInt(8));
      at = NOW.plusSeconds(i);
      ring =
          ring.rotateTo(
              new SecretVersion("sec_" + i, scheme.verificationSecret(next), at, null),
              at,
              overlap);
      for (SecretVersion version : ring.versions()) {
        SignedRequest request =
            signed(scheme, Objects.requireNonNull(signing.get(version.id())), at);
        Verdict verdict = scheme.verify(request, ring, SETTINGS, at);
        if (version.liveAt(at)) {
          assertThat(verdict)
              .asInstanceOf(type(Verdict.Accepted.class))
              .extracting(Verdict.Accepted::secretId)
              .isEqualTo(version.id());
        } else {
          assertThat(verdict)
              .asInstanceOf(type(Verdict.Rejected.class))
              .extracting(Verdict.Rejected::reason)
              .isEqualTo(Reason.BAD_SIGNATURE);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void secret_stops_counting_at_the_exact_instant_of_its_expiry(SignatureScheme scheme) {
    SecretText secret = scheme.generateSecret(new SecureRandom());
    Instant end = NOW.plusSeconds(5);
    SecretRing ring =
        verifying(scheme, secret).rotateTo(version(scheme), NOW, Duration.ofSeconds(5));
    SignedRequest request = signed(scheme, secret);

    assertThat(scheme.verify(request, ring, SETTINGS, end.minusNanos(1)))
        .isInstanceOf(Verdict.Accepted.class);
    assertThat(scheme.verify(request, ring, SETTINGS, end))
        .asInstanceOf(type(Verdict.Rejected.class))
        .extracting(Verdict.Rejected::reason)
        .isEqualTo(Reason.BAD_SIGNATURE);
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void signing_without_a_key_is_refused_loudly(SignatureScheme scheme) {
    assertThat(catchThrowable(() -> scheme.sign(DRAFT, SecretText.of(" "), SETTINGS, NOW)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SecretVersion version(SignatureScheme scheme) {
    return new SecretVersion(
        "sec_new", scheme.verificationSecret(scheme.generateSecret(new SecureRandom())), NOW, null);
  }

  private static SecretRing verifying(SignatureScheme scheme, SecretText... signing) {
    return Rings.of(Stream.of(signing).map(scheme::verificationSecret).toArray(SecretText[]::new));
  }

  private static SignedRequest signed(SignatureScheme scheme, SecretText secret) {
    return signed(scheme, secret, NOW);
  }

  private static SignedRequest signed(SignatureScheme scheme, SecretText secret, Instant at) {
    return scheme.signed(DRAFT, secret, SETTINGS, at);
  }

  private static SignedRequest with(SignedRequest request, HeaderFields headers, byte[] body) {
    return new SignedRequest(request.method(), request.url(), headers, body);
  }

  private static Reason reason(SignatureScheme scheme, SignedRequest request, SecretRing ring) {
    return ((Verdict.Rejected) scheme.verify(request, ring, SETTINGS, NOW)).reason();
  }
}
