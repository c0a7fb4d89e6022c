package dev.postern.core.signature.scheme;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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

  private final boolean[] alphabet = new boolean[128];

  Encoding(String digits) {
    digits.chars().forEach(c -> alphabet[c] = true);
  }

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  public abstract String encode(byte[] bytes);

  /**
   * Whether the text is the one spelling of that digest; takes the same time wherever it is not.
   */
  boolean spells(byte[] digest, String text) {
    return switch (this) {
      case HEX, HEX_ANY_CASE -> isHex(digest, text);
      case BASE64 -> same(Base64.getEncoder().encode(digest), text);
      case BASE64URL -> same(Base64.getUrlEncoder().withoutPadding().encode(digest), text);
    };
  }

  private static boolean isHex(byte[] digest, String text) {
    if (text.length() != 2 * digest.length) {
      return false;
    }
    int difference = 0;
    for (int i = 0; i < digest.length; i++) {
      difference |= DIGITS[(digest[i] >> 4) & 0xF] ^ text.charAt(2 * i);
      difference |= DIGITS[digest[i] & 0xF] ^ text.charAt(2 * i + 1);
    }
    return difference == 0;
  }

  private static boolean same(byte[] spelling, String text) {
    return MessageDigest.isEqual(spelling, text.getBytes(StandardCharsets.ISO_8859_1));
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

  boolean consists(String text, int from, int end) {
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c >= alphabet.length || !alphabet[c]) {
        return false;
      }
    }
    return true;
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
