package dev.postern.ingest.store;

import dev.postern.core.id.ReceivedId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The first webhook of an event.
 *
 * @param proof null for rows older than the column
 * @param kept false once the webhook itself was purged
 */
@SuppressWarnings("ArrayRecordComponent") // compared through the methods only
record KnownEvent(ReceivedId first, byte[] bodySha256, byte @Nullable [] proof, boolean kept) {
  boolean sameBody(NewReceived other) {
    return Arrays.equals(bodySha256, other.body().sha256());
  }

  /** Whether the very request that brought it has come again, after it was purged. */
  boolean replayedBy(NewReceived other) {
    return !kept && proof != null && Arrays.equals(proof, other.body().proof());
  }
}
