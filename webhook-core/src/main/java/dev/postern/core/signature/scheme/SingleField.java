package dev.postern.core.signature.scheme;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;
import java.util.List;
import java.util.Map;

/** A header field of which there must be exactly one, and not an empty one. */
public final class SingleField {
  private SingleField() {}

  /** The value; {@code missing} when the field is absent or empty. */
  public static Read<String> read(HeaderFields headers, String name, Reason missing) {
    String only = "";
    boolean found = false;
    List<Map.Entry<String, String>> entries = headers.entries();
    for (int i = 0; i < entries.size(); i++) {
      if (HeaderFields.named(entries.get(i), name)) {
        if (found) {
          return new Read.Refused<>(Reason.DUPLICATE_HEADER);
        }
        found = true;
        only = entries.get(i).getValue();
      }
    }
    return only.isEmpty() ? new Read.Refused<>(missing) : new Read.Got<>(only);
  }
}
