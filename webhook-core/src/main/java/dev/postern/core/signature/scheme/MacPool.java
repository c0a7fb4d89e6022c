package dev.postern.core.signature.scheme;

import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;

/**
 * Mac engines between uses. Making one costs as much as hashing a small body, and thread-locals do
 * not pay on virtual threads. An engine is given a key anew whenever it is taken out. Thread-safe.
 */
final class MacPool {
  private static final Map<String, Queue<Mac>> IDLE = new ConcurrentHashMap<>();

  private MacPool() {}

  static Mac borrow(String algorithm) {
    Queue<Mac> idle = IDLE.get(algorithm);
    Mac mac = idle == null ? null : idle.poll();
    return mac == null ? make(algorithm) : mac;
  }

  static void giveBack(Mac mac) {
    IDLE.computeIfAbsent(mac.getAlgorithm(), name -> new ConcurrentLinkedQueue<>()).offer(mac);
  }

  private static Mac make(String algorithm) {
    try {
      return Mac.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has " + algorithm + ".", e);
    }
  }
}
