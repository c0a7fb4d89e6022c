package dev.postern.adminui.why;

import dev.postern.adminui.part.Times;
import dev.postern.ingest.HandoverOutcome;
import dev.postern.ingest.ReceivedWebhook;
import dev.postern.ingest.Source;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what became of a webhook that was taken in. Pure. */
final class WebhookSentence {
  private WebhookSentence() {}

  static String of(
      ReceivedWebhook webhook,
      @Nullable Source source,
      List<HandoverOutcome> outcomes,
      boolean published) {
    String start = "Verified and kept at " + Times.clock(webhook.receivedAt()) + ". ";
    String failures =
        outcomes.stream()
            .filter(outcome -> outcome.status() != HandoverOutcome.Status.DONE)
            .map(WebhookSentence::failure)
            .collect(Collectors.joining(" "));
    String onwards =
        switch (webhook.status()) {
          case RECEIVED -> "It waits to be handed over.";
          case PROCESSING -> "It is being handed over at this moment.";
          case RETRYING -> "Handing it over failed; it is tried again. " + failures;
          case DEAD -> "Handing it over failed for good; it can be processed again. " + failures;
          case PROCESSED -> done(source, published, outcomes);
        };
    return start + onwards + repeats(webhook);
  }

  private static String done(
      @Nullable Source source, boolean published, List<HandoverOutcome> outcomes) {
    if (published) {
      return "It was published to this tenant's subscribers:";
    }
    if (!outcomes.isEmpty()) {
      return "It was handed to "
          + outcomes.stream().map(HandoverOutcome::recipient).collect(Collectors.joining(", "))
          + ".";
    }
    return source != null && !source.settings().forward().publish()
        ? "Its source does not publish, so it went to nobody: switch that on in its settings, then"
            + " process it again."
        : "There was nobody to hand it to.";
  }

  private static String failure(HandoverOutcome outcome) {
    return outcome.recipient()
        + " failed "
        + outcome.attempts()
        + (outcome.attempts() == 1 ? " time" : " times")
        + (outcome.error() == null ? "." : ": " + outcome.error());
  }

  private static String repeats(ReceivedWebhook webhook) {
    return webhook.duplicates() == 0
        ? ""
        : " It came again " + webhook.duplicates() + " more times, which changed nothing.";
  }
}
