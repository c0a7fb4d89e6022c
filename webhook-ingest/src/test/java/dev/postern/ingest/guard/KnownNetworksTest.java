package dev.postern.ingest.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import dev.postern.ingest.network.IpText;
import dev.postern.ingest.receive.Sighting;
import dev.postern.ingest.source.LiveSource;
import dev.postern.ingest.source.SourceToken;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From where a source is trusted to be sent to. */
class KnownNetworksTest {
  private final World world = World.h2();
  private final Source source = world.source("github", "secret");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void who_repeats_what_others_have_sent_is_not_trusted_for_it() {
    seen("192.0.2.1", Sighting.ACCEPTED);
    seen("192.0.2.1", Sighting.DUPLICATE);
    seen("203.0.113.9", Sighting.DUPLICATE);
    seen("203.0.113.9", Sighting.DIFFERING_DUPLICATE);
    seen("198.51.100.9", Sighting.HANDSHAKE);

    assertThat(world.guards.networks.trusted(source.id())).containsExactly("192.0.2.0/24");
  }

  private void seen(String client, String outcome) {
    String token = source.ingestUrl().substring(source.ingestUrl().lastIndexOf('/') + 1);
    LiveSource live = SourceToken.parse(token).flatMap(world.directory::find).orElseThrow();
    world.guards.networks.seen(
        new Sighting(live, Objects.requireNonNull(IpText.parse(client)), outcome, Duration.ZERO));
  }
}
