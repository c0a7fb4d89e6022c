package dev.postern.core.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** SHA-256 of a link: over the hash before it and every column, each with its length before it. */
public record Digest(String hex) {
  private static final HexFormat HEX = HexFormat.of();

  /** What stands before the first link. */
  public static final Digest START = new Digest("00".repeat(32));

  public static Digest ofBytes(byte[] bytes) {
    return new Digest(HEX.formatHex(bytes));
  }

  public byte[] bytes() {
    return HEX.parseHex(hex);
  }

  static Digest of(AuditEntry entry) {
    MessageDigest sha = sha256();
    sha.update(entry.previousHash().bytes());
    add(sha, entry.id().toString());
    add(sha, entry.chain().toString());
    add(sha, Long.toString(entry.seq()));
    add(sha, Long.toString(entry.at().toEpochMilli()));
    add(sha, entry.actor().type());
    add(sha, entry.actor().id());
    add(sha, entry.actor().name());
    add(sha, entry.action());
    add(sha, entry.targetType());
    add(sha, entry.targetId());
    add(sha, entry.origin().ip());
    add(sha, entry.origin().requestId());
    add(sha, entry.before());
    add(sha, entry.after());
    return ofBytes(sha.digest());
  }

  /** Null and empty differ, and no two sequences of fields give the same bytes. */
  private static void add(MessageDigest sha, @Nullable String field) {
    if (field == null) {
      sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, -1));
      return;
    }
    byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
    sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    sha.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
