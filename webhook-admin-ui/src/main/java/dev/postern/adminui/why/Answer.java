package dev.postern.adminui.why;

import dev.postern.ingest.ReceivedWebhook;
import dev.postern.outbound.ledger.EventEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known under an id. */
sealed interface Answer {
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
