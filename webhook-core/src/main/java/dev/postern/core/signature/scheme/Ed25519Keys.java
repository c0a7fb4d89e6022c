package dev.postern.core.signature.scheme;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Ed25519 keys (RFC 8032) as raw bytes: 32 of a public key, 32 of a seed, or seed and public key.
 */
public final class Ed25519Keys {
  static final int LENGTH = 32;
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

  private Ed25519Keys() {}

  /** Empty unless there are 32 bytes. */
  public static Optional<PublicKey> publicKey(byte[] raw) {
    return KeyText.publicKey("Ed25519", joined(SPKI, raw));
  }

  /**
   * @throws IllegalArgumentException unless there are 32 or 64 bytes
   */
  public static PrivateKey privateKey(byte[] raw) {
    if (raw.length != LENGTH && raw.length != 2 * LENGTH) {
      throw new IllegalArgumentException("The secret is no Ed25519 private key.");
    }
    byte[] seed = Arrays.copyOf(raw, LENGTH);
    return KeyText.privateKey("Ed25519", joined(PKCS8, seed)).orElseThrow();
  }

  /** A new private key: its seed followed by the public key, as libsodium writes it. */
  static byte[] generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(255, random);
      KeyPair pair = generator.generateKeyPair();
      byte[] seed = tail(pair.getPrivate().getEncoded());
      return joined(seed, tail(pair.getPublic().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform since 15 has Ed25519.", e);
    }
  }

  private static byte[] tail(byte[] encoded) {
    return Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length);
  }

  private static byte[] joined(byte[] head, byte[] rest) {
    byte[] whole = Arrays.copyOf(head, head.length + rest.length);
    System.arraycopy(rest, 0, whole, head.length, rest.length);
    return whole;
  }
}
