package dev.postern.client;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a signature is checked with: a shared secret, or the public half of a key pair. */
sealed interface Key {
  /** What its signatures begin with. */
  String version();

  /** Whether the key made this signature, version and all, of {@code head} and {@code body}. */
  boolean made(String signature, byte[] head, byte[] body);

  /** {@code whsec_…} or {@code whpk_…}. */
  static Key of(String text) {
    return text.startsWith("whpk_") ? Pair.of(bytes(text.substring(5))) : Shared.of(text);
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  /** HMAC-SHA256. */
  record Shared(SecretKeySpec secret) implements Key {
    private static Shared of(String text) {
      byte[] secret = bytes(text.startsWith("whsec_") ? text.substring(6) : text);
      if (secret.length == 0) {
        throw new IllegalArgumentException("An empty secret would let anybody in.");
      }
      return new Shared(new SecretKeySpec(secret, "HmacSHA256"));
    }

    @Override
    public String version() {
      return "v1,";
    }

    @Override
    public boolean made(String signature, byte[] head, byte[] body) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(secret);
        mac.update(head);
        return MessageDigest.isEqual(mac.doFinal(body), bytes(signature.substring(3)));
      } catch (IllegalArgumentException notBase64) {
        return false;
      } catch (GeneralSecurityException broken) {
        throw new IllegalStateException("Every Java has HmacSHA256.", broken);
      }
    }
  }

  /** Ed25519, RFC 8032. */
  record Pair(PublicKey key) implements Key {
    /** What stands before the 32 bytes of a public key, RFC 8410. */
    private static final String PREFIX = "302a300506032b6570032100";

    private static Pair of(byte[] raw) {
      try {
        byte[] encoded = HexFormat.of().parseHex(PREFIX + HexFormat.of().formatHex(raw));
        return new Pair(
            KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      } catch (GeneralSecurityException none) {
        throw new IllegalArgumentException("A whpk_ key is the base64 of 32 bytes.", none);
      }
    }

    @Override
    public String version() {
      return "v1a,";
    }

    @Override
    public boolean made(String signature, byte[] head, byte[] body) {
      try {
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(key);
        check.update(head);
        check.update(body);
        return check.verify(bytes(signature.substring(4)));
      } catch (GeneralSecurityException | IllegalArgumentException none) {
        return false;
      }
    }
  }
}
