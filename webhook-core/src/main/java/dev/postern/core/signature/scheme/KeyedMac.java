package dev.postern.core.signature.scheme;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * An HMAC with its key. Setting one up costs as much as hashing a small body, so the engine is kept
 * between uses; who finds it taken makes another. Thread-safe.
 */
final class KeyedMac {
  private final String algorithm;
  private final byte[] key;
  private final AtomicReference<@Nullable Mac> idle = new AtomicReference<>();

  /**
   * @param key without bytes it is no key, and nothing can be computed
   */
  KeyedMac(String algorithm, byte[] key) {
    this.algorithm = algorithm;
    this.key = key;
  }

  boolean isKey() {
    return key.length > 0;
  }

  byte[] of(List<byte[]> message) {
    Mac taken = idle.getAndSet(null);
    Mac mac = taken == null ? make() : taken;
    for (int i = 0; i < message.size(); i++) {
      mac.update(message.get(i));
    }
    byte[] digest = mac.doFinal();
    idle.setRelease(mac);
    return digest;
  }

  private Mac make() {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has " + algorithm + ".", e);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("An HMAC takes any key but an empty one.", e);
    }
  }
}
