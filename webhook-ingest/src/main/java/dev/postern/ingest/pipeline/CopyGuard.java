package dev.postern.ingest.pipeline;

import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.SignedContent;
import dev.postern.core.signature.SignedRequest;
import dev.postern.ingest.batch.EventPart;
import dev.postern.ingest.source.LiveSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the id of an event is not signed, a captured request could come again under another: what
 * is signed becomes its nonce then, which belongs to the id that it came with first.
 */
final class CopyGuard {
  private CopyGuard() {}

  static List<EventPart> apply(LiveSource source, SignedRequest proven, List<EventPart> parts) {
    SignedContent content = source.scheme().signedContent(proven, source.verification());
    if (!source.settings().refusesCopies(content)) {
      return parts;
    }
    String digest = content.digest().get();
    List<EventPart> guarded = new ArrayList<>(parts.size());
    for (EventPart part : parts) {
      EventIdentity identity = part.identity();
      guarded.add(
          identity.nonce() == null
              ? new EventPart(
                  part.body(), identity.withNonce("content " + digest + "#" + guarded.size()))
              : part);
    }
    return guarded;
  }
}
