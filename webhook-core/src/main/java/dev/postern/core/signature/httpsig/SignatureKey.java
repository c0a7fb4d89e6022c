package dev.postern.core.signature.httpsig;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.scheme.Ed25519Keys;
import dev.postern.core.signature.scheme.KeyForm;
import dev.postern.core.signature.scheme.KeyPairAlgorithm;
import dev.postern.core.signature.scheme.KeyText;
import dev.postern.core.signature.scheme.SubjectPublicKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key and the algorithms of RFC 9421 section 3.3 that it may be used with: the key decides, never
 * the message. A secret's text is base64 or PEM: of a SubjectPublicKeyInfo, an RSA public key (PKCS
 * #1), a certificate or PKCS #8 for key pairs, of the key bytes for HMAC. A key of a pair that is
 * of no such family is no key, least of all a shared one.
 */
record SignatureKey(Key key, List<String> algorithms) {
  static final String HMAC = "hmac-sha256";
  private static final String ED25519 = "ed25519";
  private static final List<String> FAMILIES = List.of("Ed25519", "EC", "RSA", "RSASSA-PSS");

  /** Read once and not for every request. */
  private static final SecretText.Form<Optional<SignatureKey>> READ =
      secret ->
          KeyText.der(secret)
              .flatMap(bytes -> KeyText.isKeyOfAPair(secret) ? ofPair(bytes) : shared(bytes));

  static Optional<SignatureKey> parse(SecretText secret) {
    return secret.as(READ);
  }

  /**
   * @param alg the one algorithm that counts, or null: it says what bare bytes are
   */
  static Optional<SignatureKey> toVerify(SecretText secret, @Nullable String alg) {
    return parse(secret)
        .map(key ->
            ed25519(key, alg).flatMap(Ed25519Keys::publicKey).map(SignatureKey::of).orElse(key));
  }

  /** As {@link #toVerify}, of the private half. */
  static Optional<SignatureKey> toSign(SecretText secret, @Nullable String alg) {
    return parse(secret)
        .map(key -> ed25519(key, alg).map(it -> of(Ed25519Keys.privateKey(it))).orElse(key));
  }

  /** The bytes that are no shared key where Ed25519 is due: it writes its keys bare. */
  private static Optional<byte[]> ed25519(SignatureKey key, @Nullable String alg) {
    return ED25519.equals(alg) && key.key instanceof SecretKey bare
        ? Optional.of(bare.getEncoded())
        : Optional.empty();
  }

  private static SignatureKey of(Key key) {
    return new SignatureKey(key, List.of(ED25519));
  }

  /** The shared key that the text would be in another form than this scheme's. */
  static Optional<SignatureKey> shared(SecretText secret, KeyForm form) {
    return KeyText.isKeyOfAPair(secret)
        ? Optional.empty()
        : shared(form.bytes(SecretText.of(secret.reveal().strip())));
  }

  private static Optional<SignatureKey> shared(byte[] bytes) {
    return bytes.length == 0
        ? Optional.empty()
        : Optional.of(new SignatureKey(new SecretKeySpec(bytes, "HmacSHA256"), List.of(HMAC)));
  }

  private static Optional<SignatureKey> ofPair(byte[] der) {
    return SubjectPublicKey.readings(der)
        .flatMap(spki -> first(family -> KeyText.publicKey(family, spki)))
        .findFirst()
        .or(() -> first(family -> KeyText.privateKey(family, der)).findFirst());
  }

  private static Stream<SignatureKey> first(Function<String, Optional<? extends Key>> reading) {
    return FAMILIES.stream()
        .flatMap(family ->
            reading.apply(family).stream()
                .map(key -> new SignatureKey(key, algorithms(family, key))))
        .limit(1);
  }

  private static List<String> algorithms(String family, Key key) {
    return switch (family) {
      case "Ed25519" -> List.of(ED25519);
      case "EC" -> curve(((ECKey) key).getParams().getCurve().getField().getFieldSize());
      case "RSA" -> List.of("rsa-pss-sha512", "rsa-v1_5-sha256");
      default -> List.of("rsa-pss-sha512");
    };
  }

  private static List<String> curve(int bits) {
    return switch (bits) {
      case 256 -> List.of("ecdsa-p256-sha256");
      case 384 -> List.of("ecdsa-p384-sha384");
      default -> List.of();
    };
  }

  /** Whether it can verify: a private key cannot, and neither can one without an algorithm. */
  boolean verifies() {
    return !(key instanceof PrivateKey) && !algorithms.isEmpty();
  }

  boolean verifies(String algorithm, String base, byte[] candidate) {
    byte[] bytes = base.getBytes(StandardCharsets.UTF_8);
    if (!algorithms.contains(algorithm)) {
      return false;
    }
    return switch (key) {
      case PublicKey it -> pair(algorithm).verifies(it, List.of(bytes), candidate);
      case SecretKey it -> MessageDigest.isEqual(mac(it, bytes), candidate);
      default -> false;
    };
  }

  /**
   * @throws IllegalArgumentException for a public key
   */
  byte[] sign(String algorithm, String base) {
    byte[] bytes = base.getBytes(StandardCharsets.UTF_8);
    return switch (key) {
      case PrivateKey it -> pair(algorithm).sign(it, List.of(bytes));
      case SecretKey it -> mac(it, bytes);
      default -> throw new IllegalArgumentException("The secret is no private key.");
    };
  }

  private static byte[] mac(SecretKey key, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
    }
  }

  private static KeyPairAlgorithm pair(String algorithm) {
    return switch (algorithm) {
      case ED25519 -> KeyPairAlgorithm.ED25519;
      case "ecdsa-p256-sha256" -> KeyPairAlgorithm.ECDSA_SHA256;
      case "ecdsa-p384-sha384" -> KeyPairAlgorithm.ECDSA_SHA384;
      case "rsa-v1_5-sha256" -> KeyPairAlgorithm.RSA_SHA256;
      case "rsa-pss-sha512" -> KeyPairAlgorithm.RSA_PSS_SHA512;
      default -> throw new IllegalStateException("No key is said to have " + algorithm + ".");
    };
  }

  @Override
  public String toString() {
    return algorithms.toString();
  }
}
