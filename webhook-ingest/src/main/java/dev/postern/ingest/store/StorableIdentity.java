package dev.postern.ingest.store;

import dev.postern.core.signature.EventIdentity;
import java.nio.ByteBuffer;
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
    String id = identity.eventId();
    EventIdentity named = new EventIdentity(fit(id), identity.derived() || !storable(id), type);
    // Where a provider's ids repeat, the key tells its events apart: losing it would lose events.
    String key = identity.deduplicationKey();
    EventIdentity keyed = key.equals(id) ? named : named.deduplicatedBy(fit(key));
    String nonce = identity.nonce();
    return nonce == null ? keyed : keyed.withNonce(nonce);
  }

  private static String fit(String text) {
    return storable(text) ? text : "sha256:" + hash(text);
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

  // Char by char: every encoder would make one replacement character of all lone surrogates.
  private static String hash(String id) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * id.length());
    id.chars().forEach(unit -> bytes.putChar((char) unit));
    return HexFormat.of().formatHex(Sha256.of(bytes.array()));
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
