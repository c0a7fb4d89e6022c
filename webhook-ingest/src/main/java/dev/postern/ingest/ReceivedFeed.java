package dev.postern.ingest;

import dev.postern.core.id.ReceivedId;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners on this node what this node takes in, as it happens. Listeners are called on the
 * thread that did the work, after its commit: they must be quick and must not throw. Other nodes'
 * work is not seen; read the store for the whole truth. Thread-safe.
 */
public interface ReceivedFeed {
  Subscription subscribe(TenantId tenant, Consumer<Update> listener);

  /** Ends by closing. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** Something happened at a source. */
  sealed interface Update {
    SourceId source();
  }

  /** A webhook was committed or its status changed. */
  record Webhook(SourceId source, ReceivedId id, @Nullable String eventType, ReceivedStatus status)
      implements Update {}

  /** The same event came again. */
  record Duplicate(SourceId source, ReceivedId first) implements Update {}

  /**
   * Requests were refused, and that can be read: once a second for what was refused alike. {@code
   * reason} is the code the sender was told.
   */
  record Refused(SourceId source, String reason, String clientIp) implements Update {}
}
