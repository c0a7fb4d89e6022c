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
    Read<String> read = SingleField.read(headers, name, Reason.MISSING_SIGNATURE);
    return read instanceof Read.Got<String> text ? claim(text.value()) : read.refused();
  }

  private Read<Claim> claim(String text) {
    Items items = new Items();
    int from = 0;
    for (int to = text.indexOf(separator); to >= 0; to = text.indexOf(separator, from)) {
      if (!items.add(text, from, to)) {
        return new Read.Refused<>(Reason.MALFORMED_SIGNATURE);
      }
      from = to + 1;
    }
    return items.add(text, from, text.length())
        ? items.claim()
        : new Read.Refused<>(Reason.MALFORMED_SIGNATURE);
  }

  /** What has been read of one list. This runs for every request: nothing is copied needlessly. */
  private final class Items {
    private final List<String> digests = new ArrayList<>(2);
    private @Nullable String stamp;
    private boolean otherVersion;

    /** False when the item is no pair, or is a second timestamp. */
    boolean add(String text, int from, int to) {
      int equals = text.indexOf('=', from);
      if (equals <= from || equals >= to || !isWord(text, from, equals)) {
        return false;
      }
      if (isKey(digestKey, text, from, equals)) {
        digests.add(text.substring(equals + 1, to));
      } else if (!isKey(stampKey, text, from, equals)) {
        otherVersion = true;
      } else if (stamp == null) {
        stamp = text.substring(equals + 1, to);
      } else {
        return false;
      }
      return true;
    }

    Read<Claim> claim() {
      if (digests.isEmpty()) {
        return new Read.Refused<>(
            otherVersion ? Reason.UNSUPPORTED_VERSION : Reason.MALFORMED_SIGNATURE);
      }
      return new Read.Got<>(new Claim(digests, stamp));
    }
  }

  private static boolean isKey(String key, String text, int from, int to) {
    return to - from == key.length() && text.startsWith(key, from);
  }

  private static boolean isWord(String text, int from, int to) {
    for (int i = from; i < to; i++) {
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
