package dev.postern.ingest.pipeline;

import dev.postern.ingest.source.LiveSource;
import java.util.Optional;

/** Only the source's networks, when it names any. */
final class NetworkRule {
  private NetworkRule() {}

  static Optional<Refusal> check(LiveSource source, Call call) {
    return source.allowed().isEmpty() || source.allowed().contains(call.client())
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                RefusalCode.IP_NOT_ALLOWED,
                call.client().getHostAddress() + " is in none of the allowed networks"));
  }
}
