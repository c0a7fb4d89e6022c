package dev.postern.adminui.why;

import dev.postern.core.id.EventId;
import dev.postern.ingest.ReceivedWebhook;
import dev.postern.outbound.ledger.EventEntry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known under an id. */
sealed interface Answer {
  /** The event whose deliveries are told of; empty while there is none. */
  default Optional<EventId> eventId() {
    return switch (this) {
      case OfEvent of -> Optional.of(of.event().id());
      case OfWebhook(var webhook, var source, var summary, OfEvent event) ->
          event == null ? Optional.empty() : event.eventId();
      case Elsewhere elsewhere -> Optional.empty();
      case Unknown unknown -> Optional.empty();
    };
  }

  /**
   * @param lines endpoints that got it or should have, the one that was asked for first
   */
  record OfEvent(EventEntry event, String summary, List<Line> lines) implements Answer {}

  /**
   * @param event what it became for the subscribers, once it is published
   */
  record OfWebhook(ReceivedWebhook webhook, String source, String summary, @Nullable OfEvent event)
      implements Answer {}

  /** Not something that is sent, but there is a page about it. */
  record Elsewhere(String path) implements Answer {}

  record Unknown() implements Answer {}
}
