package dev.postern.core.signature.scheme;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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
    for (String item : text.split(Pattern.quote(String.valueOf(separator)), -1)) {
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
    List<String> candidates = digests.stream().filter(encoding::wellFormed).toList();
    if (candidates.isEmpty()) {
      return new Read.Refused<>(Reason.MALFORMED_SIGNATURE);
    }
    return stamp == null
        ? new Read.Refused<>(Reason.MISSING_TIMESTAMP)
        : new Read.Got<>(new Claim(candidates, stamp));
  }

  private static boolean isWord(String text, int end) {
    return text.chars().limit(end).allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
  }

  @Override
  public HeaderFields write(byte[] digest, String stamp) {
    return HeaderFields.of(
        name, stampKey + "=" + stamp + separator + digestKey + "=" + encoding.encode(digest));
  }
}
