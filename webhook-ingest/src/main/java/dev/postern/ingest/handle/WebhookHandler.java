package dev.postern.ingest.handle;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One method that waits for webhooks.
 *
 * @param name its outcomes are recorded under
 * @param limit null takes the configured one
 */
public record WebhookHandler(
    String name, Interest interest, boolean transactional, @Nullable Duration limit, Work work) {

  /** Which webhooks it wants. */
  public record Interest(String provider, List<String> types) {
    private static final String ANY = "*";

    public Interest {
      types = List.copyOf(types);
    }

    public boolean covers(String otherProvider, @Nullable String type) {
      return (provider.equals(ANY) || provider.equals(otherProvider))
          && types.stream().anyMatch(pattern -> fits(pattern, type));
    }

    private static boolean fits(String pattern, @Nullable String type) {
      if (pattern.equals(ANY)) {
        return true;
      }
      return type != null
          && (pattern.endsWith(ANY)
              ? type.startsWith(pattern.substring(0, pattern.length() - 1))
              : pattern.equals(type));
    }
  }

  /** What is called. */
  @FunctionalInterface
  public interface Work {
    void handle(IncomingWebhook webhook) throws Exception;
  }
}
