package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import dev.postern.core.signature.ProviderAnswer;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A stranger cannot tell a source that is disabled from one that never was, not by work either. */
class UnknownSourceTest extends AtTheDoor {
  @Test
  void an_unknown_and_a_disabled_source_cost_the_same_lookups() {
    Provider stripe = stripe(settings -> settings);
    Source source = stripe.source();
    world.sources.update(
        World.TENANT,
        source.id(),
        new SourceEdit(source.name(), source.provider(), false, source.settings()));
    Provider.Posted request = stripe.signed(BODY, world.now.get());
    world.database.database().update("set query_statistics true");

    long disabled = statements(() -> stripe.post(request));
    long unknown = statements(() -> stripe.post("A".repeat(43), request));

    assertThat(unknown).isEqualTo(disabled).isPositive();
    assertThat(counters.snapshot()).containsEntry("unknown_source", 2L).hasSize(1);
  }

  @Test
  void their_answers_do_not_differ_in_a_byte() {
    Provider stripe = stripe(settings -> settings);
    Source source = stripe.source();
    world.sources.update(
        World.TENANT,
        source.id(),
        new SourceEdit(source.name(), source.provider(), false, source.settings()));
    Provider.Posted request = stripe.signed(BODY, world.now.get());

    ProviderAnswer disabled = stripe.post(request);
    ProviderAnswer unknown = stripe.post("A".repeat(43), request);

    assertThat(disabled.body()).isEqualTo(unknown.body());
    assertThat(disabled.headers().entries()).isEqualTo(unknown.headers().entries());
    assertThat(disabled.status()).isEqualTo(unknown.status()).isEqualTo(404);
  }

  @Test
  void who_guesses_tokens_leaves_a_trace_of_a_network() {
    try (Lines lines = new Lines(Refusals.class.getName())) {
      Provider stripe = stripe(settings -> settings);
      Provider.Posted request = stripe.signed(BODY, world.now.get());
      // Within ten seconds only one is told: an earlier test may have had it.
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> {
            ProviderAnswer unused = stripe.post("A".repeat(43), request);
            return !lines.said().isEmpty();
          });
      assertThat(lines.said()).singleElement(as(STRING)).contains("network=203.0.113.0/24");
    }
  }

  /** How often the database was asked for sources. */
  private long statements(Runnable work) {
    long before = asked();
    work.run();
    return asked() - before;
  }

  private long asked() {
    return world
        .database
        .database()
        .queryOne(
            """
            select coalesce(sum(execution_count), 0) as n from information_schema.query_statistics
            where sql_statement like '%token%'
            """,
            row -> row.number("n"))
        .orElseThrow();
  }
}
