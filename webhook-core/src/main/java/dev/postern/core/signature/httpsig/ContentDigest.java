package dev.postern.core.signature.httpsig;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.httpsig.Structured.Bare;
import dev.postern.core.signature.httpsig.Structured.Item;
import dev.postern.core.signature.httpsig.Structured.Member;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** {@code Content-Digest} (RFC 9530), with the two algorithms that still hold. */
final class ContentDigest {
  private static final Map<String, String> ALGORITHMS =
      Map.of("sha-256", "SHA-256", "sha-512", "SHA-512");

  private ContentDigest() {}

  static String of(byte[] body) {
    return "sha-256=:" + Base64.getEncoder().encodeToString(digest("SHA-256", body)) + ":";
  }

  /** Whether a digest that is understood is there, and all such are the body's. */
  static boolean matches(HeaderFields headers, byte[] body) {
    Map<String, Member> digests =
        StructuredParser.dictionary(String.join(", ", headers.all("Content-Digest")))
            .orElse(Map.of());
    boolean any = false;
    for (Map.Entry<String, Member> digest : digests.entrySet()) {
      String algorithm = ALGORITHMS.get(digest.getKey());
      if (algorithm != null) {
        if (!(digest.getValue() instanceof Item item)
            || !(item.value() instanceof Bare.Bytes(byte[] claimed))
            || !MessageDigest.isEqual(digest(algorithm, body), claimed)) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private static byte[] digest(String algorithm, byte[] body) {
    try {
      return MessageDigest.getInstance(algorithm).digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has " + algorithm + ".", e);
    }
  }
}
