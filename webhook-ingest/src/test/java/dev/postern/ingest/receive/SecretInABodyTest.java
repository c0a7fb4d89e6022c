package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.ingest.ReceivedWebhook;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Microsoft Graph sends the very secret in each notification: nobody is to read it there. */
class SecretInABodyTest extends AtTheDoor {
  private static final String SECRET = "graph-client-state-1";

  @Test
  void what_is_kept_of_a_notification_does_not_tell_its_secret() {
    Provider provider = new Provider(reception, world.source("ms-graph", SECRET), SECRET);

    assertThat(provider.post(provider.signed(body("n1", "n2"), world.now.get())).status())
        .isEqualTo(202);

    assertThat(bodies())
        .containsExactlyInAnyOrder(
            body("n1").replace(SECRET, "[redacted]"), body("n2").replace(SECRET, "[redacted]"));
  }

  @Test
  void a_notification_that_comes_again_is_the_same() {
    Provider provider = new Provider(reception, world.source("ms-graph", SECRET), SECRET);
    Provider.Posted posted = provider.signed(body("n1"), world.now.get());

    assertThat(provider.post(posted).status()).isEqualTo(202);
    assertThat(provider.post(posted).status()).isEqualTo(202);

    ReceivedWebhook kept = received().getFirst();
    assertThat(received()).hasSize(1);
    assertThat(kept.duplicates()).isOne();
    assertThat(kept.differingDuplicates()).isZero();
  }

  private List<String> bodies() {
    return received().stream()
        .map(webhook ->
            new String(Objects.requireNonNull(webhook.content().bytes()), StandardCharsets.UTF_8))
        .toList();
  }

  private static String body(String... ids) {
    List<String> items =
        List.of(ids).stream()
            .map(id ->
                "{\"id\":\"%s\",\"changeType\":\"updated\",\"clientState\":\"%s\"}"
                    .formatted(id, SECRET))
            .toList();
    return "{\"value\":[" + String.join(",", items) + "]}";
  }
}
