package dev.postern.ingest.store;

import dev.postern.core.id.SourceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A signed value that a provider uses once, and the event it came with. */
record Nonce(Key key, String eventKey, Instant seenAt) {
  /**
   * @param sha256 of the nonce, in hex
   */
  record Key(SourceId source, String sha256) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.<Key, java.util.UUID>comparing(key -> key.source().uuid())
            .thenComparing(Key::sha256);

    byte[] bytes() {
      return HexFormat.of().parseHex(sha256);
    }

    /** The order in which every writer takes its locks, so that no two wait for each other. */
    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** Null for a webhook without one. */
  static @Nullable Nonce of(NewReceived row) {
    String nonce = row.identity().nonce();
    return nonce == null ? null : new Nonce(key(row, nonce), row.key().eventId(), row.receivedAt());
  }

  private static Key key(NewReceived row, String nonce) {
    byte[] digest = Sha256.of(nonce.getBytes(StandardCharsets.UTF_8));
    return new Key(row.source(), HexFormat.of().formatHex(digest));
  }
}
