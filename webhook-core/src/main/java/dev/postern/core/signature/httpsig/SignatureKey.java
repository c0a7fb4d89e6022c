package dev.postern.core.signature.httpsig;

import dev.postern.core.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key and the algorithms of RFC 9421 section 3.3 that it may be used with. A secret's text is
 * base64 or PEM: of a SubjectPublicKeyInfo or PKCS #8 for key pairs, of the key bytes for HMAC.
 */
record SignatureKey(Key key, List<String> algorithms) {
  private static final String HMAC = "hmac-sha256";

  static Optional<SignatureKey> parse(SecretText secret) {
    String text = secret.reveal().replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return bytes.length == 0
          ? Optional.empty()
          : Optional.of(asymmetric(bytes).orElseGet(() -> hmac(bytes)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static SignatureKey hmac(byte[] bytes) {
    return new SignatureKey(new SecretKeySpec(bytes, "HmacSHA256"), List.of(HMAC));
  }

  private static Optional<SignatureKey> asymmetric(byte[] der) {
    for (String family : List.of("Ed25519", "EC", "RSA")) {
      for (boolean secret : new boolean[] {false, true}) {
        try {
          KeyFactory factory = KeyFactory.getInstance(family);
          Key key =
              secret
                  ? factory.generatePrivate(new PKCS8EncodedKeySpec(der))
                  : factory.generatePublic(new X509EncodedKeySpec(der));
          return Optional.of(new SignatureKey(key, algorithms(family)));
        } catch (GeneralSecurityException e) {
          // Not a key of this family: the next one is tried.
          continue;
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> algorithms(String family) {
    return switch (family) {
      case "Ed25519" -> List.of("ed25519");
      case "EC" -> List.of("ecdsa-p256-sha256", "ecdsa-p384-sha384");
      default -> List.of("rsa-pss-sha512", "rsa-v1_5-sha256");
    };
  }

  boolean verifies(String algorithm, String base, byte[] candidate) {
    byte[] bytes = base.getBytes(StandardCharsets.UTF_8);
    try {
      if (key instanceof PublicKey publicKey) {
        Signature signature = signature(algorithm);
        signature.initVerify(publicKey);
        signature.update(bytes);
        return signature.verify(candidate);
      }
      return algorithm.equals(HMAC) && MessageDigest.isEqual(mac(bytes), candidate);
    } catch (GeneralSecurityException e) {
      // A candidate of another length, or a curve that the algorithm does not name.
      return false;
    }
  }

  byte[] sign(String algorithm, String base) {
    byte[] bytes = base.getBytes(StandardCharsets.UTF_8);
    try {
      if (key instanceof PrivateKey privateKey) {
        Signature signature = signature(algorithm);
        signature.initSign(privateKey);
        signature.update(bytes);
        return signature.sign();
      }
      return mac(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The secret is no private key for " + algorithm, e);
    }
  }

  private byte[] mac(byte[] bytes) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(key);
    return mac.doFinal(bytes);
  }

  private static Signature signature(String algorithm) throws GeneralSecurityException {
    return switch (algorithm) {
      case "ed25519" -> Signature.getInstance("Ed25519");
      case "ecdsa-p256-sha256" -> Signature.getInstance("SHA256withECDSAinP1363Format");
      case "ecdsa-p384-sha384" -> Signature.getInstance("SHA384withECDSAinP1363Format");
      case "rsa-v1_5-sha256" -> Signature.getInstance("SHA256withRSA");
      case "rsa-pss-sha512" -> {
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1));
        yield pss;
      }
      default -> throw new GeneralSecurityException("Unknown algorithm " + algorithm);
    };
  }

  @Override
  public String toString() {
    return Arrays.toString(algorithms.toArray());
  }
}
