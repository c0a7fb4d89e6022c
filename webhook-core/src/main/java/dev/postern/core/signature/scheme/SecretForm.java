package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretText;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What a newly generated secret looks like. */
public enum SecretForm {
  /** 64 hex digits. */
  HEX {
    @Override
    public SecretText generate(SecureRandom random) {
      byte[] bytes = new byte[32];
      random.nextBytes(bytes);
      return SecretText.of(HexFormat.of().formatHex(bytes));
    }
  },
  /** 40 letters and digits: about 238 bits. */
  ALPHANUMERIC {
    @Override
    public SecretText generate(SecureRandom random) {
      StringBuilder text = new StringBuilder(40);
      random.ints(40, 0, LETTERS.length()).forEach(i -> text.append(LETTERS.charAt(i)));
      return SecretText.of(text.toString());
    }
  },
  /** {@code whsec_} and the base64 of 32 bytes. */
  WHSEC {
    @Override
    public SecretText generate(SecureRandom random) {
      return SecretText.generateWhsec(random);
    }
  },
  /** As Stripe shows it: {@code whsec_} and 32 letters and digits, not base64. */
  STRIPE {
    @Override
    public SecretText generate(SecureRandom random) {
      return SecretText.of("whsec_" + ALPHANUMERIC.generate(random).reveal().substring(0, 32));
    }
  };

  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  public abstract SecretText generate(SecureRandom random);
}
