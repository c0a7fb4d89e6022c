package dev.postern.ingest.store;

import dev.postern.core.id.ReceivedId;
import java.util.Arrays;

/** The first webhook of an event. */
@SuppressWarnings("ArrayRecordComponent") // compared through sameBody only
record KnownEvent(ReceivedId first, byte[] bodySha256) {
  boolean sameBody(NewReceived other) {
    return Arrays.equals(bodySha256, other.body().sha256());
  }
}
