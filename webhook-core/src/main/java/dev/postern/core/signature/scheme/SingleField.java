package dev.postern.core.signature.scheme;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;

/** A header field of which there must be exactly one, and not an empty one. */
public final class SingleField {
  private SingleField() {}

  /** The value; {@code missing} when the field is absent or empty. */
  public static Read<String> read(HeaderFields headers, String name, Reason missing) {
    int at = headers.next(name, 0);
    if (at < 0) {
      return new Read.Refused<>(missing);
    }
    if (headers.next(name, at + 1) >= 0) {
      return new Read.Refused<>(Reason.DUPLICATE_HEADER);
    }
    String only = headers.value(at);
    return only.isEmpty() ? new Read.Refused<>(missing) : new Read.Got<>(only);
  }
}
