package dev.postern.core.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the signature of a proven request covers: the same for every copy of it, whatever was
 * changed around.
 *
 * @param digest tells contents apart; computed when it is first asked for
 * @param namesEvent whether the event's id is part of it, so that a copy cannot carry another
 * @param unique whether the sender never signs the same content for two events, because no two of
 *     its bodies are alike
 */
public record SignedContent(Supplier<String> digest, boolean namesEvent, boolean unique) {

  /** Of these bytes, one piece after the other. */
  public static SignedContent of(
      Supplier<List<byte[]>> pieces, boolean namesEvent, boolean unique) {
    return new SignedContent(() -> digest(pieces.get()), namesEvent, unique);
  }

  private static String digest(List<byte[]> pieces) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      pieces.forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
