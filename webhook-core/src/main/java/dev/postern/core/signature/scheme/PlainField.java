package dev.postern.core.signature.scheme;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;
import java.util.regex.Pattern;

/**
 * A field whose whole value is one digest, with a prefix such as {@code sha256=} or {@code v0=}
 * that may be empty or optional.
 */
public record PlainField(String name, String prefix, boolean prefixOptional, Encoding encoding)
    implements SignatureField {
  private static final Pattern SOME_PREFIX = Pattern.compile("[A-Za-z0-9]{1,10}=[^=].*");

  public static PlainField of(String name, Encoding encoding) {
    return new PlainField(name, "", false, encoding);
  }

  public static PlainField prefixed(String name, String prefix, Encoding encoding) {
    return new PlainField(name, prefix, false, encoding);
  }

  public PlainField orBare() {
    return new PlainField(name, prefix, true, encoding);
  }

  @Override
  public Read<Claim> read(HeaderFields headers) {
    Read<String> read = SingleField.read(headers, name, Reason.MISSING_SIGNATURE);
    return read instanceof Read.Got<String> text ? claim(text.value()) : read.refused();
  }

  private Read<Claim> claim(String text) {
    boolean prefixed = text.startsWith(prefix);
    if (!prefixed && SOME_PREFIX.matcher(text).matches()) {
      return new Read.Refused<>(Reason.UNSUPPORTED_VERSION);
    }
    if (!prefixed && !prefixOptional) {
      return new Read.Refused<>(Reason.MALFORMED_SIGNATURE);
    }
    return new Read.Got<>(Claim.of(prefixed ? text.substring(prefix.length()) : text));
  }

  @Override
  public HeaderFields write(byte[] digest, String stamp) {
    return HeaderFields.of(name, prefix + encoding.encode(digest));
  }
}
