package dev.postern.core.signature.scheme;

import dev.postern.core.secret.SecretText;
import java.util.Base64;
import java.util.HexFormat;

/** How a symmetric secret's text becomes key bytes. No bytes means: not usable. */
public enum KeyForm {
  /** The UTF-8 text as it is. */
  TEXT("as text") {
    @Override
    public byte[] bytes(SecretText secret) {
      return secret.isBlank() ? new byte[0] : secret.utf8();
    }
  },
  /** Base64 after an optional {@code whsec_}, as Standard Webhooks has it. */
  WHSEC("decoded from base64") {
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
  HEX("decoded from hex") {
    @Override
    public byte[] bytes(SecretText secret) {
      try {
        return HexFormat.of().parseHex(secret.reveal());
      } catch (IllegalArgumentException e) {
        return new byte[0];
      }
    }
  };

  private final String words;

  KeyForm(String words) {
    this.words = words;
  }

  public abstract byte[] bytes(SecretText secret);

  /** For people: how the key is read. */
  public String words() {
    return words;
  }
}
