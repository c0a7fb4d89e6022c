package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.ingest.FirstSecret;
import dev.postern.ingest.Rejection;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.World;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever has the secret may still send nonsense: it is taken or refused in words, never a fault.
 */
class AbsurdBodiesTest extends AtTheDoor {
  private static final List<String> BODIES =
      List.of(
          "",
          " ",
          "null",
          "0",
          "\"\"",
          "[]",
          "[[]]",
          "{}",
          "{\"id\":{},\"type\":[],\"events\":{},\"value\":[null,1],\"entry\":[[]]}",
          "{\"events\":[null,0,{}],\"data\":{\"events\":[null,[]]},\"notificationItems\":[null]}",
          "{\"id\":\"\\u0000\",\"type\":\"\\u0000\",\"events\":[{\"webhookEventId\":\"\\u0000\"}]}",
          "{\"id\":\"\\ud800\",\"type\":\"\\udfff\"}",
          "{\"id\":\"" + "x".repeat(10_000) + "\",\"type\":\"" + "y".repeat(10_000) + "\"}",
          "{\"id\":1e400,\"type\":" + "9".repeat(1_001) + "}",
          "{\"id\":\"a\",\"id\":\"b\"}",
          "{\"id\":".repeat(5_000),
          "[".repeat(100_000),
          "{\"" + "n".repeat(70_000) + "\":1}",
          "\uFEFF{\"id\":\"a\"}",
          "a=b&a=c&%00=%&payload=%7B",
          "\u0000\u0001\u0002");

  /** PostgreSQL keeps less than the embedded database: neither NUL nor half a character. */
  @Override
  World worldOf(String... keyValue) {
    return World.postgres(keyValue);
  }

  static Stream<String> providers() {
    return SignatureSchemes.all().stream()
        .filter(SignatureScheme::sharesSecret)
        .map(SignatureScheme::provider)
        .filter(name -> !name.equals("custom"));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void are_no_fault_of_anybody(String name) {
    SignatureScheme scheme = SignatureSchemes.forProvider(name).orElseThrow();
    Provider provider = of(scheme);
    List<Integer> statuses = new ArrayList<>();
    for (String body : BODIES) {
      statuses.add(provider.post(posted(provider, body)).status());
    }

    assertThat(statuses).as(name).isSubsetOf(200, 401, 422);
  }

  @Test
  void ids_that_no_column_takes_are_told_again_all_the_same() throws Exception {
    Provider stripe = stripe(settings -> settings);
    for (String id : List.of("\\u0000", "\\ud800", "\\ud801", "x".repeat(10_000))) {
      String body = "{\"id\":\"" + id + "\",\"type\":\"a\"}";

      assertThat(json(stripe.post(stripe.signed(body, world.now.get()))).path("status").asText())
          .isEqualTo("accepted");
      assertThat(
              json(stripe.post(stripe.signed(body + " ", world.now.get()))).path("status").asText())
          .isEqualTo("duplicate");
    }
  }

  @Test
  void what_is_wrong_with_them_is_on_record_whatever_it_quotes() {
    Provider stripe =
        stripe(settings ->
            edit(
                settings,
                "json_schema",
                "{\"additionalProperties\":false,\"properties\":{\"id\":{\"pattern\":\"^1\"}}}"));
    int refused = 0;
    for (String member :
        List.of("\\u0000", "\\ud800", "x".repeat(920) + "\\ud83d\\ude00".repeat(99))) {
      String body = "{\"" + member + "\":\"1\",\"id\":\"1\"}";

      assertThat(stripe.post(stripe.signed(body, world.now.get())).status()).isEqualTo(422);
      world.rejections.flush();
      refused++;
      assertThat(rejections().stream().mapToInt(Rejection::count).sum()).isEqualTo(refused);
    }
  }

  /** As it is where the provider's proof stands in the body, and this body has no room for it. */
  private Provider.Posted posted(Provider provider, String body) {
    try {
      return provider.signed(body, world.now.get());
    } catch (IllegalArgumentException noRoom) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return new Provider.Posted(HeaderFields.of(), bytes, "203.0.113.9", bytes.length);
    }
  }

  private Provider of(SignatureScheme scheme) {
    SecretText secret = scheme.generateSecret(new SecureRandom());
    return new Provider(
        reception,
        world
            .sources
            .create(
                World.TENANT,
                new SourceEdit(
                    "A source",
                    scheme.provider(),
                    true,
                    edit(SourceSettings.defaults(), "rate_limit", "null")),
                new FirstSecret.Given(secret))
            .source(),
        secret.reveal());
  }
}
