package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.postern.ingest.figures.InboundMeters;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every request shows at the meters, also one of no source and one that nobody judged. */
class CountedDoorTest extends AtTheDoor {
  private final Meters meters = new Meters();

  @BeforeEach
  void watch() {
    reception =
        Receptions.over(world, new InboundCounters(List.of(new InboundMeters(meters.registry()))));
  }

  @Test
  void guessed_tokens_are_of_an_unknown_provider() {
    Provider stripe = stripe(settings -> settings);
    Provider.Posted request = stripe.signed(BODY, world.now.get());

    stripe.post("A".repeat(43), request);
    stripe.post("no token at all", request);
    stripe.post(request);

    assertThat(meters.counts())
        .containsEntry(requests("unknown", "unknown_source"), 2L)
        .containsEntry(requests("stripe", "accepted"), 1L)
        .hasSize(2);
  }

  @Test
  void what_is_refused_while_the_intake_is_paused_is_counted_as_that() {
    Provider stripe = stripe(settings -> settings);
    pause(stripe);

    assertThat(stripe.post(stripe.signed(BODY, world.now.get())).status()).isEqualTo(503);

    assertThat(meters.counts()).containsOnly(entry(requests("stripe", "paused"), 1L));
  }

  @Test
  void a_source_that_cannot_be_looked_up_is_unavailable() {
    Provider stripe = stripe(settings -> settings);
    world.database.database().update("alter table source rename to away");

    assertThat(stripe.post("B".repeat(43), stripe.signed(BODY, world.now.get())).status())
        .isEqualTo(503);

    assertThat(meters.counts()).containsOnly(entry(requests("unknown", "unavailable"), 1L));
  }

  private static String requests(String provider, String outcome) {
    return "postern_inbound_requests[provider=" + provider + ", outcome=" + outcome + "]";
  }
}
