package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.ingest.SourceSettings;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A captured request that comes again under another event id, where the id is not signed. */
class CopyUnderAnotherIdTest extends AtTheDoor {
  private static final String UNTOUCHED = "null";

  @ParameterizedTest
  @CsvSource({
    "github, X-GitHub-Delivery, true",
    "bitbucket, X-Request-UUID, true",
    "razorpay, x-razorpay-event-id, true",
    "linear, Linear-Delivery, null"
  })
  void is_refused_as_replayed_and_a_redelivery_is_not(String name, String idField, String refuse)
      throws Exception {
    Provider provider = provider(name, refuse);
    Provider.Posted captured = captured(provider, idField);

    assertThat(status(provider.post(captured))).isEqualTo("accepted");
    assertThat(status(provider.post(captured))).isEqualTo("duplicate");
    assertReplayed(provider.post(named(captured, idField, "d-2")));
    assertReplayed(provider.post(without(captured, idField)));
    assertThat(status(provider.post(captured))).isEqualTo("duplicate");

    Provider.Posted next = named(signed(provider, "{\"n\":2,%s}"), idField, "d-2");
    assertThat(status(provider.post(next))).isEqualTo("accepted");
    assertThat(world.rows("received")).isEqualTo(2);
    assertThat(counters.snapshot()).containsEntry("replayed", 2L);
  }

  @Test
  void another_event_name_makes_no_other_request_of_it() throws Exception {
    Provider github = provider("github", "true");
    Provider.Posted captured = captured(github, "X-GitHub-Delivery").with("X-GitHub-Event", "push");

    assertThat(status(github.post(captured))).isEqualTo("accepted");
    assertReplayed(
        github.post(
            named(captured, "X-GitHub-Delivery", "d-2").with("X-GitHub-Event", "deployment")));
  }

  @ParameterizedTest
  @CsvSource({
    "github, X-GitHub-Delivery",
    "bitbucket, X-Request-UUID",
    "razorpay, x-razorpay-event-id",
    "zendesk, X-Zendesk-Webhook-Invocation-Id"
  })
  void who_may_mean_it_is_let_unless_the_source_says_otherwise(String name, String idField)
      throws Exception {
    Provider provider = provider(name, UNTOUCHED);
    Provider.Posted posted = captured(provider, idField);

    assertThat(status(provider.post(posted))).isEqualTo("accepted");
    assertThat(status(provider.post(named(posted, idField, "d-2")))).isEqualTo("accepted");
  }

  @Test
  void shopify_repeats_itself_unless_the_source_refuses_it_in_either_family_of_fields()
      throws Exception {
    Provider usual = provider("shopify", UNTOUCHED);
    Provider.Posted posted = captured(usual, "X-Shopify-Webhook-Id");
    assertThat(status(usual.post(posted))).isEqualTo("accepted");
    assertThat(status(usual.post(named(posted, "X-Shopify-Webhook-Id", "d-2"))))
        .isEqualTo("accepted");

    Provider strict = provider("shopify", "true");
    Provider.Posted captured = captured(strict, "X-Shopify-Webhook-Id");
    assertThat(status(strict.post(captured))).isEqualTo("accepted");
    assertReplayed(strict.post(named(captured, "X-Shopify-Webhook-Id", "d-2")));
    String digest = captured.headers().first("X-Shopify-Hmac-Sha256").orElseThrow();
    assertReplayed(
        strict.post(
            new Provider.Posted(
                HeaderFields.of("Shopify-Hmac-Sha256", digest, "Shopify-Webhook-Id", "d-2"),
                captured.body(),
                captured.peer(),
                captured.length())));
  }

  @Test
  void an_id_that_the_source_looks_up_in_a_header_protects_no_better() throws Exception {
    UnaryOperator<SourceSettings> named =
        settings ->
            edit(
                edit(settings, "event_location", "{\"id\":\"header:X-Id\",\"type\":null}"),
                "refuse_repeated_bodies",
                "true");
    Provider stripe = stripe(named);
    Provider.Posted captured = stripe.signed(BODY, world.now.get(), HeaderFields.of("X-Id", "d-1"));

    assertThat(status(stripe.post(captured))).isEqualTo("accepted");
    assertReplayed(stripe.post(named(captured, "X-Id", "d-2")));
    String signature = captured.headers().first("Stripe-Signature").orElseThrow();
    assertReplayed(
        stripe.post(
            named(named(captured, "X-Id", "d-2"), "Stripe-Signature", signature + ",v0=00")));
    world.now.updateAndGet(now -> now.plusSeconds(1));
    Provider.Posted signedAgain =
        stripe.signed(BODY, world.now.get(), HeaderFields.of("X-Id", "d-2"));
    assertThat(status(stripe.post(signedAgain))).isEqualTo("accepted");
  }

  private Provider provider(String name, String refuse) {
    return new Provider(
        reception,
        world.source(name, SECRET, settings -> edit(settings, "refuse_repeated_bodies", refuse)),
        SECRET);
  }

  private Provider.Posted captured(Provider provider, String idField) {
    return named(signed(provider, "{\"n\":1,%s}"), idField, "d-1");
  }

  /** With the time that Linear signs in its body; others do not mind. */
  private Provider.Posted signed(Provider provider, String body) {
    return provider.signed(
        body.formatted("\"webhookTimestamp\":" + world.now.get().toEpochMilli()), world.now.get());
  }

  private static Provider.Posted named(Provider.Posted posted, String field, String id) {
    return without(posted, field).with(field, id);
  }

  private static Provider.Posted without(Provider.Posted posted, String field) {
    HeaderFields rest =
        HeaderFields.of(
            posted.headers().entries().stream()
                .filter(entry -> !entry.getKey().equalsIgnoreCase(field))
                .toList());
    return new Provider.Posted(rest, posted.body(), posted.peer(), posted.length());
  }

  private static String status(ProviderAnswer answer) throws Exception {
    return json(answer).path("status").asText();
  }

  private static void assertReplayed(ProviderAnswer answer) throws Exception {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(code(answer)).isEqualTo("replayed");
  }
}
