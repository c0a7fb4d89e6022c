package dev.postern.core.signature.scheme;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;

/** Signature algorithms with a private and a public key. */
public enum KeyPairAlgorithm {
  ED25519("Ed25519"),
  /** P-256, the signature in DER. */
  ECDSA_SHA256_DER("SHA256withECDSA"),
  /** P-256, the signature as two numbers of fixed length. */
  ECDSA_SHA256("SHA256withECDSAinP1363Format"),
  ECDSA_SHA384("SHA384withECDSAinP1363Format"),
  RSA_SHA1("SHA1withRSA"),
  RSA_SHA256("SHA256withRSA"),
  /** With a salt of 64 bytes, as RFC 9421 section 3.3.1 has it. */
  RSA_PSS_SHA512("RSASSA-PSS");

  private final String name;

  KeyPairAlgorithm(String name) {
    this.name = name;
  }

  /** False also for bytes that cannot be a signature, and for a key of another kind. */
  public boolean verifies(PublicKey key, List<byte[]> message, byte[] candidate) {
    try {
      Signature signature = engine();
      signature.initVerify(key);
      for (byte[] part : message) {
        signature.update(part);
      }
      return signature.verify(candidate);
    } catch (InvalidKeyException | SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /**
   * @throws IllegalArgumentException when the key is of another kind
   */
  public byte[] sign(PrivateKey key, List<byte[]> message) {
    try {
      Signature signature = engine();
      signature.initSign(key);
      for (byte[] part : message) {
        signature.update(part);
      }
      return signature.sign();
    } catch (InvalidKeyException | SignatureException e) {
      throw new IllegalArgumentException("The secret is no private key for " + name + ".", e);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private Signature engine() throws GeneralSecurityException {
    Signature signature = Signature.getInstance(name);
    if (this == RSA_PSS_SHA512) {
      signature.setParameter(
          new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1));
    }
    return signature;
  }

  private IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("Every Java platform has " + name + ".", e);
  }
}
