package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretText;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What a newly generated secret looks like. */
@FunctionalInterface
public interface SecretForm {
  /** 64 hex digits. */
  SecretForm HEX =
      random -> {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return SecretText.of(HexFormat.of().formatHex(bytes));
      };

  /** 40 letters and digits: about 238 bits. */
  SecretForm ALPHANUMERIC = random -> SecretText.of(alphanumeric(random, 40));

  /** {@code whsec_} and the base64 of 32 bytes. */
  SecretForm WHSEC = SecretText::generateWhsec;

  /** As Stripe shows it: {@code whsec_} and 32 letters and digits, not base64. */
  SecretForm STRIPE = random -> SecretText.of("whsec_" + alphanumeric(random, 32));

  SecretText generate(SecureRandom random);

  private static String alphanumeric(SecureRandom random, int length) {
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    StringBuilder text = new StringBuilder(length);
    random.ints(length, 0, letters.length()).forEach(i -> text.append(letters.charAt(i)));
    return text.toString();
  }
}
