package dev.postern.ingest.pipeline;

import dev.postern.ingest.source.LiveSource;
import java.util.Optional;

/** Refuses an announced body that is over the limit before a byte of it is read. */
final class SizeRule {
  private SizeRule() {}

  static Optional<Refusal> check(LiveSource source, Call call) {
    return call.announcedLength() > source.settings().maxBodyBytes()
        ? Optional.of(
            Refusal.of(
                RefusalCode.PAYLOAD_TOO_LARGE,
                "announced "
                    + call.announcedLength()
                    + " bytes; the limit is "
                    + source.settings().maxBodyBytes()))
        : Optional.empty();
  }
}
