package dev.postern.core.signature.scheme;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;
import java.util.List;

/** A header field of which there must be exactly one, and not an empty one. */
public final class SingleField {
  private SingleField() {}

  /** The value; {@code missing} when the field is absent or empty. */
  public static Read<String> read(HeaderFields headers, String name, Reason missing) {
    List<String> values = headers.all(name);
    if (values.size() > 1) {
      return new Read.Refused<>(Reason.DUPLICATE_HEADER);
    }
    return values.isEmpty() || values.getFirst().isEmpty()
        ? new Read.Refused<>(missing)
        : new Read.Got<>(values.getFirst());
  }
}
