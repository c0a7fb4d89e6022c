package dev.postern.core.signature.scheme;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A family of fields {@code stem1}, {@code stem2}, …, one digest for each of the sender's keys. */
public record NumberedField(String stem, Encoding encoding) implements SignatureField {

  @Override
  public String name() {
    return stem + "1";
  }

  @Override
  public Read<Claim> read(HeaderFields headers) {
    List<String> digests = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Map.Entry<String, String> field : headers.entries()) {
      String name = field.getKey().toLowerCase(Locale.ROOT);
      if (!isNumbered(name) || field.getValue().isEmpty()) {
        continue;
      }
      if (!seen.add(name)) {
        return new Read.Refused<>(Reason.DUPLICATE_HEADER);
      }
      digests.add(field.getValue());
    }
    if (digests.isEmpty()) {
      return new Read.Refused<>(Reason.MISSING_SIGNATURE);
    }
    return new Read.Got<>(new Claim(digests, null));
  }

  private boolean isNumbered(String lowerCaseName) {
    String lowerCaseStem = stem.toLowerCase(Locale.ROOT);
    return lowerCaseName.startsWith(lowerCaseStem)
        && lowerCaseName.substring(lowerCaseStem.length()).matches("[0-9]{1,4}");
  }

  @Override
  public HeaderFields write(byte[] digest, String stamp) {
    return HeaderFields.of(name(), encoding.encode(digest));
  }
}
