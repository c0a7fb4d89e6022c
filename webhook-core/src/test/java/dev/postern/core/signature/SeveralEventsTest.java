package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request with several events is the same as another only as a whole, wherever they stand. */
class SeveralEventsTest {
  private static final Instant NOW = Instant.ofEpochSecond(1760000000);
  private static final VerificationSettings SETTINGS = VerificationSettings.defaults();
  private static final String FIRST =
      "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":["
          + "{\"id\":\"A\"}]}}]}]}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'entry':[{'changes':[{'value':{'messages':[{'id':'A'},{'id':'B'}]}}]}]}",
        "{'entry':[{'changes':[{'value':{'messages':[{'id':'A'},{'text':{}}]}}]}]}",
        "{'entry':[{'changes':[{'value':{'messages':[{'id':'A'}]}},{'value':{'statuses':[]}}]}]}",
        "{'entry':[{'changes':[{'value':{'messages':[{'id':'A'}]}}]},{'changes':[]}]}",
        "{'entry':[{'changes':[{'value':{'messages':[{'id':'A'},7]}}]}]}"
      })
  void next_message_beside_one_that_came_is_no_duplicate(String body) {
    EventIdentity several = identity("meta", body.replace('\'', '"'));

    assertThat(several.eventId()).isEqualTo("A");
    assertThat(several.deduplicationKey()).startsWith("sha256:");
    assertThat(several.deduplicationKey()).isNotEqualTo(identity("meta", FIRST).deduplicationKey());
  }

  @Test
  void single_event_goes_by_its_id() {
    assertThat(identity("meta", FIRST).deduplicationKey()).isEqualTo("A");
    assertThat(identity("meta", FIRST + " ").deduplicationKey()).isEqualTo("A");
    assertThat(
            identity("line", "{\"events\":[{\"webhookEventId\":\"A\",\"a\":[1,2]}]}")
                .deduplicationKey())
        .isEqualTo("A");
  }

  @Test
  void list_that_is_there_twice_counts_as_it_is_last() {
    String twice = "{\"events\":[1,2],\"events\":[{\"webhookEventId\":\"A\"}]}";

    assertThat(identity("line", twice).deduplicationKey()).isEqualTo("A");
  }

  private static EventIdentity identity(String provider, String body) {
    SignatureScheme scheme = SignatureSchemes.forProvider(provider).orElseThrow();
    SignedRequest draft =
        new SignedRequest("POST", "https://a.example/", HeaderFields.of(), body.getBytes(UTF_8));
    SignedRequest sent = scheme.signed(draft, SecretText.of("s"), SETTINGS, NOW);
    return ((Verdict.Accepted) scheme.verify(sent, Rings.of("s"), SETTINGS, NOW)).identity();
  }
}
