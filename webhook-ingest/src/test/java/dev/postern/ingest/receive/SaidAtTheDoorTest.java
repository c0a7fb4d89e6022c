package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.signature.ProviderAnswer;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the log says of a webhook besides what the ledger keeps of it. */
class SaidAtTheDoorTest extends AtTheDoor {
  private static final String NEAR = "dev.postern.ingest.source.NearExpiry";

  @Test
  void refusal_is_a_line_with_its_severity_and_no_word_of_the_request() {
    Provider stripe = stripe(settings -> settings);
    Provider.Posted forged = stripe.signed(BODY, world.now.get()).withBody(BODY + " ");
    try (Lines lines = new Lines(Refusals.class.getName())) {
      String line = said(lines, "reason=bad_signature", () -> stripe.post(forged));

      assertThat(line)
          .startsWith(
              "webhook_refused severity=critical reason=bad_signature source="
                  + stripe.source().id()
                  + " network=203.0.113.0/24")
          .doesNotContain("evt_1");
    }
  }

  @Test
  void timestamp_that_was_nearly_too_old_is_noted_and_taken() {
    Provider stripe = stripe(settings -> settings);
    try (Lines lines = new Lines(NEAR)) {
      ProviderAnswer fresh = stripe.post(stripe.signed(BODY, world.now.get().minusSeconds(239)));
      assertThat(fresh.status()).isEqualTo(200);
      assertThat(lines.said()).as("within four fifths of the window").isEmpty();

      String line =
          said(
              lines,
              "timestamp_near_expiry",
              () -> stripe.post(stripe.signed(BODY, world.now.get().minusSeconds(240))));

      assertThat(line)
          .startsWith("timestamp_near_expiry source=" + stripe.source().id() + " age=PT4M")
          .contains(" window=PT5M");
    }
  }

  /** Within ten seconds only one is told: an earlier test may have had it. */
  private static String said(Lines lines, String part, Supplier<ProviderAnswer> post) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          ProviderAnswer unused = post.get();
          return lines.said().stream().anyMatch(line -> line.contains(part));
        });
    return lines.said().stream().filter(line -> line.contains(part)).findFirst().orElseThrow();
  }
}
