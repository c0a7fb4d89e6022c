package dev.postern.ingest.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The unguessable part of an ingest URL: 256 random bits. Prints nothing of itself. */
public record SourceToken(String text) {
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  static SourceToken generate(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new SourceToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Empty when the text cannot be a token, so that noise never reaches the database. */
  public static Optional<SourceToken> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new SourceToken(text)) : Optional.empty();
  }

  /** What is stored and looked up. */
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
