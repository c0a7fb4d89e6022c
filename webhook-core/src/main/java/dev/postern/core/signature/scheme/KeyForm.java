package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretText;
import java.util.Base64;
import java.util.HexFormat;

/** How a symmetric secret's text becomes key bytes. No bytes means: not usable. */
public enum KeyForm {
  /** The UTF-8 text as it is. */
  TEXT {
    @Override
    public byte[] bytes(SecretText secret) {
      return secret.isBlank() ? new byte[0] : secret.utf8();
    }

    @Override
    boolean usable(SecretText secret) {
      return !secret.isBlank();
    }
  },
  /** Base64 after an optional {@code whsec_}, as Standard Webhooks has it. */
  WHSEC {
    /** As the decoder would say, without decoding: this runs for every request. */
    @Override
    boolean usable(SecretText secret) {
      String text = secret.reveal();
      int from = text.startsWith("whsec_") ? 6 : 0;
      int end = text.endsWith("==") ? text.length() - 2 : text.length();
      end = end == text.length() && text.endsWith("=") ? end - 1 : end;
      boolean padded = end < text.length();
      boolean whole = padded ? (text.length() - from) % 4 == 0 : (end - from) % 4 != 1;
      return end - from >= 2 && whole && Encoding.BASE64.consists(text, from, end);
    }

    @Override
    public byte[] bytes(SecretText secret) {
      String text = secret.reveal();
      try {
        return Base64.getDecoder().decode(text.startsWith("whsec_") ? text.substring(6) : text);
      } catch (IllegalArgumentException e) {
        return new byte[0];
      }
    }
  },
  /** Hex digits in either case, as Adyen has it. */
  HEX {
    @Override
    public byte[] bytes(SecretText secret) {
      try {
        return HexFormat.of().parseHex(secret.reveal());
      } catch (IllegalArgumentException e) {
        return new byte[0];
      }
    }
  };

  public abstract byte[] bytes(SecretText secret);

  boolean usable(SecretText secret) {
    return bytes(secret).length > 0;
  }
}
