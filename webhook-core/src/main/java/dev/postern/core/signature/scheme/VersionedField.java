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
    return switch (SingleField.read(headers, name, Reason.MISSING_SIGNATURE)) {
      case Read.Got<String>(String text) -> claim(text);
      case Read.Refused<String> refused -> refused.of();
    };
  }

  private Read<Claim> claim(String text) {
    List<String> digests = new ArrayList<>(2);
    boolean versioned = false;
    boolean ours = false;
    int from = 0;
    while (from < text.length()) {
      int end = end(text, ' ', from, text.length());
      int comma = end(text, ',', from, end);
      if (comma > from && comma < end) {
        versioned = true;
        if (comma - from == version.length() && text.startsWith(version, from)) {
          ours = true;
          String digest = text.substring(comma + 1, end(text, ',', comma + 1, end));
          if (encoding.wellFormed(digest)) {
            digests.add(digest);
          }
        }
      }
      from = end + 1;
    }
    if (versioned && !ours) {
      return new Read.Refused<>(Reason.UNSUPPORTED_VERSION);
    }
    return digests.isEmpty()
        ? new Read.Refused<>(Reason.MALFORMED_SIGNATURE)
        : new Read.Got<>(new Claim(digests, null));
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
