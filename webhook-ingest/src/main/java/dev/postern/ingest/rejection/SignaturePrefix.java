package dev.postern.ingest.rejection;

import dev.postern.core.signature.HeaderFields;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of what a request was signed with: enough to recognise it, too little to use it.
 */
public final class SignaturePrefix {
  private static final int LENGTH = 16;

  private SignaturePrefix() {}

  public static @Nullable String of(HeaderFields headers) {
    for (Map.Entry<String, String> field : headers.entries()) {
      String name = field.getKey().toLowerCase(Locale.ROOT);
      if (name.contains("signature") || name.contains("hmac") || name.endsWith("-sig")) {
        String value = field.getValue().replace("\0", "");
        // Never more than half of a short one.
        return value.substring(0, Math.min(LENGTH, value.length() / 2));
      }
    }
    return null;
  }
}
