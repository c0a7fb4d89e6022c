package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests computed beside the code under test, by the platform alone. */
final class Digests {
  private Digests() {}

  static byte[] mac(String algorithm, byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String hex(String key, String message) {
    return HexFormat.of()
        .formatHex(mac("HmacSHA256", key.getBytes(UTF_8), message.getBytes(UTF_8)));
  }

  static String base64(String key, String message) {
    return Base64.getEncoder()
        .encodeToString(mac("HmacSHA256", key.getBytes(UTF_8), message.getBytes(UTF_8)));
  }

  /** With the key decoded from base64, as Standard Webhooks has it. */
  static String standard(String key, String message) {
    return Base64.getEncoder()
        .encodeToString(
            mac("HmacSHA256", Base64.getDecoder().decode(key), message.getBytes(UTF_8)));
  }
}
