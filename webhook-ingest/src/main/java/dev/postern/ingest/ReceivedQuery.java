package dev.postern.ingest;

import dev.postern.core.id.SourceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which webhooks are wanted; null takes all.
 *
 * @param since inclusive
 * @param until exclusive
 * @param q part of the event id or type, or a whole {@code rcv_…} id; case does not matter
 */
public record ReceivedQuery(
    @Nullable SourceId source,
    @Nullable String eventType,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String q,
    @Nullable ReceivedStatus status) {
  public static final ReceivedQuery ALL = new ReceivedQuery(null, null, null, null, null, null);

  public static ReceivedQuery ofSource(SourceId source) {
    return new ReceivedQuery(source, null, null, null, null, null);
  }
}
