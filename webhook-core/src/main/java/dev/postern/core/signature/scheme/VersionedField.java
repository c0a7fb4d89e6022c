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
    return SingleField.read(headers, name, Reason.MISSING_SIGNATURE).then(this::claim);
  }

  private Read<Claim> claim(String text) {
    List<String> digests = new ArrayList<>();
    boolean versioned = false;
    boolean ours = false;
    for (String entry : text.split(" ")) {
      int comma = entry.indexOf(',');
      if (comma > 0) {
        versioned = true;
        if (entry.substring(0, comma).equals(version)) {
          ours = true;
          int more = entry.indexOf(',', comma + 1);
          digests.add(entry.substring(comma + 1, more < 0 ? entry.length() : more));
        }
      }
    }
    if (versioned && !ours) {
      return new Read.Refused<>(Reason.UNSUPPORTED_VERSION);
    }
    digests.removeIf(digest -> !encoding.wellFormed(digest));
    return digests.isEmpty()
        ? new Read.Refused<>(Reason.MALFORMED_SIGNATURE)
        : new Read.Got<>(new Claim(digests, null));
  }

  @Override
  public HeaderFields write(byte[] digest, String stamp) {
    return HeaderFields.of(name, version + "," + encoding.encode(digest));
  }
}
