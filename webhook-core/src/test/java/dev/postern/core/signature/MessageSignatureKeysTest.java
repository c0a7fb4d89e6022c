package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people have as a key of RFC 9421: public material is known to all and never shared. */
class MessageSignatureKeysTest {
  private static final Instant NOW = Instant.ofEpochSecond(1760000000);
  private static final SignatureScheme SCHEME =
      SignatureSchemes.forProvider("rfc9421").orElseThrow();
  private static final String URL = "https://gw.example.com/in/x";
  private static final byte[] BODY = "{\"id\":\"e1\",\"type\":\"t\"}".getBytes(UTF_8);
  private static final int SPKI_HEAD_OF_RSA_2048 = 24;
  private static final int SPKI_HEAD_OF_ED25519 = 12;

  /** Of P-256, made out to itself. */
  private static final String CERTIFICATE =
      """
      MIIBijCCAS+gAwIBAgIUHEpbD2taUBRazK/Rx0DHsbzEnzkwCgYIKoZIzj0EAwIw
      GTEXMBUGA1UEAwwOc2VuZGVyLmV4YW1wbGUwIBcNMjYxMTIzMTExMjQyWhgPMjEy
      NjEwMzAxMTEyNDJaMBkxFzAVBgNVBAMMDnNlbmRlci5leGFtcGxlMFkwEwYHKoZI
      zj0CAQYIKoZIzj0DAQcDQgAEgu5xzKDeoazb+WZb59W6Euu9VgVxhzHKG5kxHO5G
      YMhyZezLdAKhDkWnG0C6HXNhswaMAAKaYXZGvSluI/g9M6NTMFEwHQYDVR0OBBYE
      FI3zrLQhplhkUF1emrk3k3ud7k8kMB8GA1UdIwQYMBaAFI3zrLQhplhkUF1emrk3
      k3ud7k8kMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAK7S6+oN
      DQ9e+Ayuj0cyLZ7YO6qkUr2PnDaNHRBy5nrlAiEAnoFACMOLyJRt5Pv2XSMqKQXq
      uM63cnoJVk/IqPitPSw=
      """;

  private static final String ITS_PRIVATE_KEY =
      "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgq8KCuWIuxct+eL7lbloYV1xvgrTJV5zp"
          + "q8EW8vCKGo6hRANCAASC7nHMoN6hrNv5Zlvn1boS671WBXGHMcobmTEc7kZgyHJl7Mt0AqEORacbQLod"
          + "c2GzBowAApphdka9KW4j+D0z";

  @ParameterizedTest
  @ValueSource(strings = {"Ed25519", "secp256r1", "secp521r1", "Ed448", "X25519", "RSA", "DSA"})
  void public_key_never_serves_as_a_shared_one(String family) throws GeneralSecurityException {
    KeyPair pair = pair(family);

    assertThat(forged(pair.getPublic().getEncoded(), "PUBLIC KEY")).isNotEqualTo("accepted");
    assertThat(forged(pair.getPrivate().getEncoded(), "PRIVATE KEY")).isNotEqualTo("accepted");
  }

  @Test
  void rsa_key_of_pkcs1_is_read_as_one_and_never_serves_as_a_shared_one()
      throws GeneralSecurityException {
    KeyPair pair = pair("RSA");
    byte[] pkcs1 = tail(pair.getPublic().getEncoded(), SPKI_HEAD_OF_RSA_2048);
    SignedRequest signed =
        SCHEME.signed(draft(), base64(pair.getPrivate().getEncoded()), settings(), NOW);

    assertThat(forged(pkcs1, "RSA PUBLIC KEY")).isEqualTo("bad_signature");
    assertThat(verify(signed, base64(pkcs1), settings())).isEqualTo("accepted");
    assertThat(verify(signed, pem(pkcs1, "RSA PUBLIC KEY"), settings())).isEqualTo("accepted");
  }

  @Test
  void certificate_is_read_as_its_key_and_never_serves_as_a_shared_one() {
    byte[] certificate = Base64.getMimeDecoder().decode(CERTIFICATE);
    SignedRequest signed = SCHEME.signed(draft(), SecretText.of(ITS_PRIVATE_KEY), settings(), NOW);

    assertThat(forged(certificate, "CERTIFICATE")).isEqualTo("bad_signature");
    assertThat(verify(signed, base64(certificate), settings())).isEqualTo("accepted");
    assertThat(verify(signed, pem(certificate, "CERTIFICATE"), settings())).isEqualTo("accepted");
  }

  @Test
  void nothing_with_a_pem_label_and_no_sequence_serves_as_a_shared_key() {
    byte[] noDer = "neither a key nor a sequence".getBytes(UTF_8);
    byte[] twoNumbers = HexFormat.of().parseHex("3006020101020102");

    assertThat(verify(mac(noDer), pem(noDer, "EC PARAMETERS"), settings()))
        .isEqualTo("empty_secret");
    assertThat(verify(mac(twoNumbers), base64(twoNumbers), settings())).isEqualTo("empty_secret");
    assertThat(SCHEME.canVerifyWith(base64(twoNumbers))).isFalse();
  }

  @Test
  void shared_key_may_begin_as_a_sequence_does() {
    byte[] key = new byte[64];
    new Random(7).nextBytes(key);
    key[0] = 0x30;
    key[1] = 62;

    assertThat(verify(mac(key), base64(key), settings())).isEqualTo("accepted");
  }

  @Test
  void bare_bytes_are_a_public_key_where_ed25519_is_due() throws GeneralSecurityException {
    KeyPair pair = pair("Ed25519");
    byte[] raw = tail(pair.getPublic().getEncoded(), SPKI_HEAD_OF_ED25519);
    byte[] seed = tail(pair.getPrivate().getEncoded(), pair.getPrivate().getEncoded().length - 32);
    VerificationSettings due = settings().withProviderConfig(Map.of("alg", "ed25519"));

    assertThat(verify(SCHEME.signed(draft(), base64(seed), due, NOW), base64(raw), due))
        .isEqualTo("accepted");
    assertThat(verify(mac(raw), base64(raw), due)).isEqualTo("bad_signature");
  }

  @Test
  void own_signature_is_made_with_the_algorithm_that_is_due() throws GeneralSecurityException {
    KeyPair pair = pair("RSA");
    VerificationSettings due = settings().withProviderConfig(Map.of("alg", "rsa-v1_5-sha256"));
    SignedRequest signed = SCHEME.signed(draft(), base64(pair.getPrivate().getEncoded()), due, NOW);

    assertThat(verify(signed, base64(pair.getPublic().getEncoded()), due)).isEqualTo("accepted");
  }

  @Test
  void damaged_certificate_is_refused_and_nothing_else() {
    byte[] certificate = Base64.getMimeDecoder().decode(CERTIFICATE);
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = certificate.clone();
      damaged[4 + random.nextInt(damaged.length - 4)] ^= (byte) (1 + random.nextInt(255));

      assertThat(verify(mac(damaged), base64(damaged), settings())).isNotEqualTo("accepted");
    }
  }

  /** A message that whoever knows those bytes can make, judged with them as they are pasted. */
  private static String forged(byte[] known, String label) {
    SignedRequest forged = mac(known);
    String bare = verify(forged, base64(known), settings());
    String labelled = verify(forged, pem(known, label), settings());
    return bare.equals(labelled) ? bare : bare + " or " + labelled;
  }

  /** Signed by hand: no scheme signs with such a key. */
  private static SignedRequest mac(byte[] key) {
    String sha256 = EventIdentity.digestOf(BODY).substring("sha256:".length());
    String digest =
        "sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)) + ":";
    String input =
        "(\"@method\" \"@target-uri\" \"content-digest\");created=1760000000;alg=\"hmac-sha256\"";
    String base =
        "\"@method\": POST\n\"@target-uri\": "
            + URL
            + "\n\"content-digest\": "
            + digest
            + "\n\"@signature-params\": "
            + input;
    String mac =
        Base64.getEncoder().encodeToString(Digests.mac("HmacSHA256", key, base.getBytes(UTF_8)));
    return draft()
        .withHeaders(
            HeaderFields.of(
                "Content-Digest",
                digest,
                "Signature-Input",
                "s=" + input,
                "Signature",
                "s=:" + mac + ":"));
  }

  private static SignedRequest draft() {
    return new SignedRequest("POST", URL, HeaderFields.of(), BODY);
  }

  private static String verify(
      SignedRequest request, SecretText secret, VerificationSettings settings) {
    Verdict verdict = SCHEME.verify(request, Rings.of(secret), settings, NOW);
    return verdict instanceof Verdict.Rejected rejected ? rejected.reason().code() : "accepted";
  }

  private static VerificationSettings settings() {
    return VerificationSettings.defaults();
  }

  private static SecretText base64(byte[] bytes) {
    return SecretText.of(Base64.getEncoder().encodeToString(bytes));
  }

  private static SecretText pem(byte[] bytes, String label) {
    String lines = Base64.getMimeEncoder().encodeToString(bytes);
    return SecretText.of(
        "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n");
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private static KeyPair pair(String family) throws GeneralSecurityException {
    boolean curve = family.startsWith("secp");
    KeyPairGenerator generator = KeyPairGenerator.getInstance(curve ? "EC" : family);
    if (curve) {
      generator.initialize(new ECGenParameterSpec(family));
    } else if (family.equals("RSA")) {
      generator.initialize(2048);
    }
    return generator.generateKeyPair();
  }
}
