package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.ingest.Source;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Large bodies at one door, more than may be held. */
class BodyRoomTest extends AtTheDoor {
  private static final int LARGE = 200_000;
  private final BodyRoom room = new BodyRoom(LARGE);

  @Test
  void what_does_not_fit_is_to_come_again_and_fits_once_the_other_is_answered() throws Exception {
    Provider stripe = stripe(settings -> settings);
    try (PipedOutputStream dripping = new PipedOutputStream();
        PipedInputStream held = new PipedInputStream(dripping, LARGE)) {
      dripping.write(new byte[LARGE]);
      Future<ProviderAnswer> first = world.executor.submit(() -> post(stripe.source(), held));
      while (held.available() > 0) {
        TimeUnit.MILLISECONDS.sleep(10);
      }

      ProviderAnswer second = post(stripe.source(), large());

      assertThat(code(second)).isEqualTo("unavailable");
      assertThat(second.status()).isEqualTo(503);
      assertThat(second.headers().first("Retry-After")).contains("5");
      assertThat(second.headers().first("Connection")).contains("close");
      assertThat(counters.snapshot()).containsOnlyKeys("unavailable");
      assertThat(code(post(stripe.source(), ordinary()))).isEqualTo("missing_signature");

      dripping.close();
      assertThat(code(first.get(10, TimeUnit.SECONDS))).isEqualTo("missing_signature");
    }
    assertThat(code(post(stripe.source(), large()))).isEqualTo("missing_signature");
  }

  @Test
  void a_node_counts_no_more_than_an_eighth_of_its_heap_for_a_body_is_copied_twice() {
    BodyRoom whole = new BodyRoom();
    int part = Math.toIntExact(Runtime.getRuntime().maxMemory() / 64);
    for (int i = 0; i < 8; i++) {
      whole.take(part);
    }

    assertThatThrownBy(() -> whole.take(part)).isInstanceOf(BodyRoom.FullException.class);
  }

  private ProviderAnswer post(Source source, InputStream body) throws UnknownHostException {
    Arrival arrival =
        new Arrival(
            "POST",
            source.ingestUrl().substring(source.ingestUrl().lastIndexOf('/') + 1),
            null,
            HeaderFields.of(),
            InetAddress.getByName("203.0.113.9"),
            -1);
    try (StreamBody stream = new StreamBody(() -> body, room)) {
      return reception.answer(arrival, stream);
    }
  }

  private static InputStream large() {
    return new ByteArrayInputStream(new byte[LARGE]);
  }

  private static InputStream ordinary() {
    return new ByteArrayInputStream("{}".getBytes(StandardCharsets.US_ASCII));
  }
}
