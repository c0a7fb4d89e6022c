package dev.postern.core.rest;

import dev.postern.core.access.Caller;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What an {@code Idempotency-Key} belongs to, and what makes a request the same request. Pure. */
final class IdempotentRequest {
  private IdempotentRequest() {}

  /**
   * The caller's, whatever the path. It is what the table is keyed by: written otherwise, nodes of
   * two versions would not know each other's keys, and run a request twice.
   */
  static String scope(Caller caller) {
    return caller.tenant().map(Object::toString).orElse("platform") + "|" + caller.id();
  }

  /** By path and query: the same request may reach another node, or this one by another name. */
  static byte[] hash(URI uri, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(uri.getRawPath().getBytes(StandardCharsets.UTF_8));
      if (uri.getRawQuery() != null) {
        digest.update(("?" + uri.getRawQuery()).getBytes(StandardCharsets.UTF_8));
      }
      digest.update((byte) 0);
      return digest.digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
