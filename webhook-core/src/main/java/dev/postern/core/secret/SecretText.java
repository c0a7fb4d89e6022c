package dev.postern.core.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The text of a secret exactly as a person pasted or was shown it. Immutable and thread-safe; its
 * {@code toString} is redacted, so that it may stand in records and messages.
 */
public final class SecretText {
  private static final String WHSEC = "whsec_";
  private static final int WHSEC_BYTES = 32;

  private record Memo(Form<?> form, Object value) {}

  private final String text;
  private final byte[] utf8;
  private volatile @Nullable Memo memo;

  /**
   * Makes something of a secret, such as an engine that has its key. Pure; what it makes must be
   * thread-safe and is as secret as the text.
   */
  @FunctionalInterface
  public interface Form<T> {
    T of(SecretText secret);
  }

  private SecretText(String text) {
    this.text = text;
    this.utf8 = text.getBytes(StandardCharsets.UTF_8);
  }

  public static SecretText of(String text) {
    return new SecretText(text);
  }

  /**
   * A new symmetric secret in the form Standard Webhooks names: {@code whsec_} and the padded
   * base64 of 32 random bytes.
   */
  public static SecretText generateWhsec(SecureRandom random) {
    byte[] key = new byte[WHSEC_BYTES];
    random.nextBytes(key);
    return new SecretText(WHSEC + Base64.getEncoder().encodeToString(key));
  }

  /** The text itself, for signing, for showing once and for encryption. Never log it. */
  public String reveal() {
    return text;
  }

  /**
   * This secret in that form. The last form asked for is remembered for as long as this object
   * lives, so that a key is set up once and not for every request; forms are told apart by
   * identity.
   */
  @SuppressWarnings("unchecked") // a memo's value was made by its form
  public <T> T as(Form<T> form) {
    Memo known = memo;
    if (known == null || known.form != form) {
      known = new Memo(form, form.of(this));
      memo = known;
    }
    return (T) known.value;
  }

  /** A fresh copy of the UTF-8 bytes. */
  public byte[] utf8() {
    return utf8.clone();
  }

  /** True when there is nothing but white space: such a secret never verifies anything. */
  public boolean isBlank() {
    return text.isBlank();
  }

  /** Constant-time in the texts. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SecretText that && MessageDigest.isEqual(utf8, that.utf8);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
