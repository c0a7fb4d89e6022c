package dev.postern.core.signature.scheme;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * A field that is a list of {@code version,digest} entries separated by spaces, as Standard
 * Webhooks writes it. Entries of other versions do not count; what follows a second comma is
 * ignored, as the reference libraries do.
 */
public record VersionedField(String name, String version, Encoding encoding)
    implements SignatureField {

  @Override
  public Read<Claim> read(HeaderFields headers) {
    Read<String> read = SingleField.read(headers, name, Reason.MISSING_SIGNATURE);
    return read instanceof Read.Got<String> text ? claim(text.value()) : read.refused();
  }

  private Read<Claim> claim(String text) {
    List<String> digests = new ArrayList<>(2);
    boolean versioned = false;
    int from = 0;
    while (from < text.length()) {
      int end = end(text, ' ', from, text.length());
      int comma = end(text, ',', from, end);
      if (comma > from && comma < end) {
        versioned = true;
        if (comma - from == version.length() && text.startsWith(version, from)) {
          digests.add(text.substring(comma + 1, end(text, ',', comma + 1, end)));
        }
      }
      from = end + 1;
    }
    if (digests.isEmpty()) {
      return new Read.Refused<>(
          versioned ? Reason.UNSUPPORTED_VERSION : Reason.MALFORMED_SIGNATURE);
    }
    return new Read.Got<>(new Claim(digests, null));
  }

  /** Where the mark stands between the two places, or the second of them. */
  private static int end(String text, char mark, int from, int to) {
    int at = text.indexOf(mark, from);
    return at < 0 || at > to ? to : at;
  }

  @Override
  public HeaderFields write(byte[] digest, String stamp) {
    return HeaderFields.of(name, version + "," + encoding.encode(digest));
  }
}
