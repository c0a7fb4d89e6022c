package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.ingest.Source;
import dev.postern.ingest.network.IpText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A method that the provider does not use is refused, however good the signature. */
class MethodsAtTheDoorTest extends AtTheDoor {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stripe       | GET     | POST",
        "stripe       | OPTIONS | POST",
        "stripe       | HEAD    | POST",
        "generic-hmac | PUT     | POST",
        "generic-hmac | TRACE   | POST",
        "okta         | GET     | POST, GET",
        "okta         | OPTIONS | POST, GET",
        "meta         | OPTIONS | POST, GET",
        "cloudevents  | GET     | POST, OPTIONS",
        "twilio       | OPTIONS | POST, GET",
        "zendesk      | OPTIONS | POST, GET, PUT, PATCH, DELETE",
      })
  void a_signed_request_by_another_method_is_no_event(String provider, String method, String allow)
      throws Exception {
    ProviderAnswer answer = send(source(provider), method, BODY);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers().first("Allow")).contains(allow);
    assertThat(code(answer)).isEqualTo("method_not_allowed");
    assertThat(world.rows("received")).isZero();
    world.rejections.flush();
    assertThat(rejections().getFirst().reason()).isEqualTo("method_not_allowed");
  }

  @ParameterizedTest
  @CsvSource({"twilio, GET", "zendesk, GET", "zendesk, DELETE", "zendesk, PATCH", "stripe, POST"})
  void a_provider_that_sends_by_other_methods_is_heard(String provider, String method) {
    String body = method.equals("GET") || method.equals("DELETE") ? "" : BODY;

    assertThat(send(source(provider), method, body).status()).isEqualTo(200);

    assertThat(world.rows("received")).isOne();
  }

  @Test
  void a_challenge_by_get_is_answered_as_before() {
    Source meta =
        world.source(
            "meta",
            SECRET,
            settings -> edit(settings, "provider_config", "{\"verify_token\":\"t\"}"));

    ProviderAnswer answer =
        answer(
            meta,
            new SignedRequest(
                "GET",
                "hub.mode=subscribe&hub.verify_token=t&hub.challenge=42",
                HeaderFields.of(),
                new byte[0]));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("42");
  }

  @Test
  void of_an_unknown_source_nobody_learns_its_methods() {
    Source source = source("stripe");
    Provider unknown = new Provider(reception, source, SECRET);

    ProviderAnswer answer =
        reception.answer(
            arrival("A".repeat(43), "PUT", null, HeaderFields.of(), 0),
            new StreamBody(() -> new ByteArrayInputStream(new byte[0]), new BodyRoom()));

    assertThat(answer)
        .usingRecursiveComparison()
        .isEqualTo(unknown.post("A".repeat(43), unknown.signed(BODY, world.now.get())));
  }

  private Source source(String provider) {
    return world.source(provider, SECRET);
  }

  private ProviderAnswer send(Source source, String method, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    SignedRequest draft = new SignedRequest(method, source.ingestUrl(), HeaderFields.of(), bytes);
    SignedRequest signed =
        SignatureSchemes.forProvider(source.provider())
            .orElseThrow()
            .signed(draft, SecretText.of(SECRET), VerificationSettings.defaults(), world.now.get());
    return answer(source, new SignedRequest(method, "", signed.headers(), signed.body()));
  }

  /** The URL stands for the query. */
  private ProviderAnswer answer(Source source, SignedRequest request) {
    String token = source.ingestUrl().substring(source.ingestUrl().lastIndexOf('/') + 1);
    return reception.answer(
        arrival(
            token,
            request.method(),
            request.url().isEmpty() ? null : request.url(),
            request.headers(),
            request.body().length),
        new StreamBody(() -> new ByteArrayInputStream(request.body()), new BodyRoom()));
  }

  private static Arrival arrival(
      String token,
      String method,
      @org.jspecify.annotations.Nullable String query,
      HeaderFields headers,
      long length) {
    return new Arrival(
        method, token, query, headers, Objects.requireNonNull(IpText.parse("203.0.113.9")), length);
  }
}
