package dev.postern.core.signature.scheme;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** How a digest is written. One digest has one spelling: anything else never matches. */
public enum Encoding {
  HEX("0123456789abcdefABCDEF") {
    @Override
    public String encode(byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }

    @Override
    byte[] bytes(String text) {
      return HexFormat.of().parseHex(text);
    }
  },
  /** Read in either case, written in lower case. */
  HEX_ANY_CASE("0123456789abcdefABCDEF") {
    @Override
    public String encode(byte[] bytes) {
      return HEX.encode(bytes);
    }

    @Override
    byte[] bytes(String text) {
      return HEX.bytes(text);
    }

    @Override
    boolean canonical(byte[] bytes, String text) {
      return true;
    }
  },
  BASE64("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
    @Override
    public String encode(byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    byte[] bytes(String text) {
      return Base64.getDecoder().decode(text);
    }
  },
  BASE64URL("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") {
    @Override
    public String encode(byte[] bytes) {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    byte[] bytes(String text) {
      return Base64.getUrlDecoder().decode(text);
    }
  };

  private final byte[] digits;
  private final byte[] stranger = new byte[128];

  Encoding(String alphabet) {
    this.digits = ascii(alphabet);
    Arrays.fill(stranger, (byte) 1);
    for (byte digit : digits) {
      stranger[digit] = 0;
    }
  }

  private static final byte[] HEX_DIGITS = ascii("0123456789abcdef");

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  public abstract String encode(byte[] bytes);

  /**
   * Whether the text is the one spelling of that digest; takes the same time wherever it is not.
   */
  boolean spells(byte[] digest, String text) {
    return switch (this) {
      case HEX, HEX_ANY_CASE -> isHex(digest, text);
      case BASE64 -> isBase64(digest, text, digits, 4 * ((digest.length + 2) / 3));
      case BASE64URL -> isBase64(digest, text, digits, (4 * digest.length + 2) / 3);
    };
  }

  private static boolean isHex(byte[] digest, String text) {
    if (text.length() != 2 * digest.length) {
      return false;
    }
    int difference = 0;
    for (int i = 0; i < digest.length; i++) {
      difference |= HEX_DIGITS[(digest[i] >> 4) & 0xF] ^ text.charAt(2 * i);
      difference |= HEX_DIGITS[digest[i] & 0xF] ^ text.charAt(2 * i + 1);
    }
    return difference == 0;
  }

  /** Without writing the digest out: this runs for every request. */
  private static boolean isBase64(byte[] digest, String text, byte[] digits, int length) {
    if (text.length() != length) {
      return false;
    }
    int difference = 0;
    int whole = digest.length / 3;
    for (int group = 0; group < whole; group++) {
      int i = 3 * group;
      int at = 4 * group;
      int bits = (digest[i] & 0xFF) << 16 | (digest[i + 1] & 0xFF) << 8 | digest[i + 2] & 0xFF;
      difference |= digits[bits >> 18] ^ text.charAt(at);
      difference |= digits[bits >> 12 & 0x3F] ^ text.charAt(at + 1);
      difference |= digits[bits >> 6 & 0x3F] ^ text.charAt(at + 2);
      difference |= digits[bits & 0x3F] ^ text.charAt(at + 3);
    }
    int at = 4 * whole;
    int left = digest.length - 3 * whole;
    if (left > 0) {
      int bits =
          (digest[3 * whole] & 0xFF) << 16 | (left > 1 ? (digest[3 * whole + 1] & 0xFF) << 8 : 0);
      for (int k = 0; k <= left; k++) {
        difference |= digits[bits >> (18 - 6 * k) & 0x3F] ^ text.charAt(at++);
      }
    }
    while (at < length) {
      difference |= '=' ^ text.charAt(at++);
    }
    return difference == 0;
  }

  abstract byte[] bytes(String text);

  boolean canonical(byte[] bytes, String text) {
    return encode(bytes).equals(text);
  }

  /** Whether the text could be a digest at all. Hand-written: this runs for every request. */
  public boolean wellFormed(String text) {
    int length = text.length();
    return switch (this) {
      case HEX, HEX_ANY_CASE -> length > 0 && length % 2 == 0 && consists(text, 0, length);
      case BASE64 -> length > 0 && length % 4 == 0 && consists(text, 0, length - padding(text));
      case BASE64URL -> length > 0 && consists(text, 0, length);
    };
  }

  /** Looks at every letter in any case, as that is faster than to ask after each. */
  boolean consists(String text, int from, int end) {
    int strangers = 0;
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      strangers |= stranger[c & 0x7F] | (c & ~0x7F);
    }
    return strangers == 0;
  }

  private static int padding(String text) {
    return text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  }

  /** The bytes, if the text is their one spelling. */
  public Optional<byte[]> decode(String text) {
    if (!wellFormed(text)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = bytes(text);
      return canonical(bytes, text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      // Base64 text of an impossible length passes the shape and fails only here.
      return Optional.empty();
    }
  }
}
