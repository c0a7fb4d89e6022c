package dev.postern.ingest.pipeline;

import dev.postern.ingest.source.LiveSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Only user agents that begin as one of the source's entries does; {@code *} stands for anything.
 */
final class UserAgentRule {
  private UserAgentRule() {}

  static Optional<Refusal> check(LiveSource source, Call call) {
    List<String> allowed = source.settings().allowedUserAgents();
    if (allowed.isEmpty()) {
      return Optional.empty();
    }
    String agent = call.userAgent().orElse("").toLowerCase(Locale.ROOT);
    boolean fits = allowed.stream().anyMatch(entry -> begins(agent, entry));
    return fits && !agent.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(RefusalCode.USER_AGENT_NOT_ALLOWED, "the user agent fits no entry"));
  }

  // By hand and greedy from the left, in linear time: a pattern engine could be made to backtrack.
  private static boolean begins(String agent, String entry) {
    String[] parts = entry.toLowerCase(Locale.ROOT).split("\\*", -1);
    if (!agent.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length; i++) {
      int found = agent.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    return true;
  }
}
