package dev.postern.core.signature.scheme;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field that is a list of {@code key=value} items with the timestamp and one or more digests, as
 * in {@code t=1760000000,v1=…,v1=…}. Items under other keys are other versions and do not count;
 * two timestamps leave it open which one was signed, so such a list is malformed.
 */
public record ListField(
    String name, char separator, String stampKey, String digestKey, Encoding encoding)
    implements SignatureField {

  @Override
  public Read<Claim> read(HeaderFields headers) {
    return SingleField.read(headers, name, Reason.MISSING_SIGNATURE).then(this::claim);
  }

  private Read<Claim> claim(String text) {
    @Nullable String stamp = null;
    List<String> digests = new ArrayList<>();
    boolean otherVersion = false;
    for (String item : items(text)) {
      int equals = item.indexOf('=');
      if (equals <= 0 || !isWord(item, equals)) {
        return new Read.Refused<>(Reason.MALFORMED_SIGNATURE);
      }
      String key = item.substring(0, equals);
      String value = item.substring(equals + 1);
      if (key.equals(digestKey)) {
        digests.add(value);
      } else if (!key.equals(stampKey)) {
        otherVersion = true;
      } else if (stamp == null) {
        stamp = value;
      } else {
        return new Read.Refused<>(Reason.MALFORMED_SIGNATURE);
      }
    }
    if (digests.isEmpty() && otherVersion) {
      return new Read.Refused<>(Reason.UNSUPPORTED_VERSION);
    }
    digests.removeIf(digest -> !encoding.wellFormed(digest));
    if (digests.isEmpty()) {
      return new Read.Refused<>(Reason.MALFORMED_SIGNATURE);
    }
    return stamp == null
        ? new Read.Refused<>(Reason.MISSING_TIMESTAMP)
        : new Read.Got<>(new Claim(digests, stamp));
  }

  private List<String> items(String text) {
    List<String> items = new ArrayList<>(4);
    int from = 0;
    for (int to = text.indexOf(separator); to >= 0; to = text.indexOf(separator, from)) {
      items.add(text.substring(from, to));
      from = to + 1;
    }
    items.add(text.substring(from));
    return items;
  }

  private static boolean isWord(String text, int end) {
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c >= 128 || !Character.isLetterOrDigit(c)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public HeaderFields write(byte[] digest, String stamp) {
    return HeaderFields.of(
        name, stampKey + "=" + stamp + separator + digestKey + "=" + encoding.encode(digest));
  }
}
