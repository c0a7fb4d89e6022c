package dev.postern.ingest.store;

import dev.postern.core.signature.EventIdentity;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Makes a provider's id and type fit their columns without ever making two ids one. */
public final class StorableIdentity {
  private static final int MAX_ID = 512;
  private static final int MAX_TYPE = 256;

  private StorableIdentity() {}

  /** An id that is too long or not storable text is replaced by its own hash. */
  public static EventIdentity of(EventIdentity identity) {
    String type = type(identity.eventType());
    return storable(identity.eventId())
        ? new EventIdentity(identity.eventId(), identity.derived(), type)
        : new EventIdentity("sha256:" + hash(identity.eventId()), true, type);
  }

  private static boolean storable(String id) {
    if (id.length() > MAX_ID || id.indexOf('\0') >= 0) {
      return false;
    }
    try {
      StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(id));
      return true;
    } catch (CharacterCodingException loneSurrogate) {
      return false;
    }
  }

  // UTF-16 keeps lone surrogates apart, UTF-8 would not.
  private static String hash(String id) {
    return HexFormat.of().formatHex(Sha256.of(id.getBytes(StandardCharsets.UTF_16BE)));
  }

  private static @Nullable String type(@Nullable String type) {
    if (type == null || type.isEmpty()) {
      return null;
    }
    StringBuilder clean = new StringBuilder();
    type.codePoints()
        .map(point -> Character.isISOControl(point) || lone(point) ? '?' : point)
        .forEach(clean::appendCodePoint);
    return clean.length() <= MAX_TYPE ? clean.toString() : cut(clean);
  }

  private static String cut(StringBuilder text) {
    int end = Character.isHighSurrogate(text.charAt(MAX_TYPE - 1)) ? MAX_TYPE - 1 : MAX_TYPE;
    return text.substring(0, end);
  }

  private static boolean lone(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
