package dev.postern.core.signature.scheme;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a digest is written. One digest has one spelling: anything else never matches. */
public enum Encoding {
  HEX("(?:[0-9a-fA-F]{2})+") {
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
  HEX_ANY_CASE("(?:[0-9a-fA-F]{2})+") {
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
  BASE64("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)") {
    @Override
    public String encode(byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    byte[] bytes(String text) {
      return Base64.getDecoder().decode(text);
    }
  },
  BASE64URL("[A-Za-z0-9_-]+") {
    @Override
    public String encode(byte[] bytes) {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    byte[] bytes(String text) {
      return Base64.getUrlDecoder().decode(text);
    }
  };

  private final Pattern shape;

  Encoding(String shape) {
    this.shape = Pattern.compile(shape);
  }

  public abstract String encode(byte[] bytes);

  abstract byte[] bytes(String text);

  boolean canonical(byte[] bytes, String text) {
    return encode(bytes).equals(text);
  }

  /** Whether the text could be a digest at all. */
  public boolean wellFormed(String text) {
    return shape.matcher(text).matches();
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
