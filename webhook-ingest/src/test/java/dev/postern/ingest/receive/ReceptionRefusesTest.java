package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.json.Json;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.ingest.FirstSecret;
import dev.postern.ingest.MaxEventAge;
import dev.postern.ingest.Rejection;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.World;
import org.junit.jupiter.api.Test;

/** What is refused at the door, and what the stranger is told. */
class ReceptionRefusesTest extends AtTheDoor {
  @Test
  void a_tampered_body_is_refused_and_the_stranger_learns_only_the_code() throws Exception {
    Provider stripe = stripe(settings -> settings);

    ProviderAnswer answer =
        stripe.post(stripe.signed(BODY, world.now.get()).withBody(BODY.replace("paid", "void")));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    assertThat(json(answer))
        .isEqualTo(
            Json.mapper()
                .readTree(
                    """
                    {"type":"urn:postern:problem:bad_signature","title":"Unauthorized",
                     "status":401,"detail":"The signature is wrong.","code":"bad_signature"}
                    """));
    assertThat(world.rows("received")).isZero();
  }

  @Test
  void a_refusal_is_on_record_with_its_diagnosis_and_a_prefix_of_the_signature() {
    Provider stripe = stripe(settings -> settings);
    Provider.Posted tampered =
        stripe
            .signed(BODY, world.now.get(), HeaderFields.of("User-Agent", "Stripe/1.0"))
            .withBody("{}");
    stripe.post(tampered);
    stripe.post(tampered);
    world.rejections.flush();

    Rejection rejection = rejections().getFirst();
    assertThat(rejection.reason()).isEqualTo("bad_signature");
    assertThat(rejection.count()).isEqualTo(2);
    assertThat(rejection.clientIp()).isEqualTo("203.0.113.9");
    assertThat(rejection.userAgent()).isEqualTo("Stripe/1.0");
    assertThat(rejection.diagnosis()).startsWith("bad_signature: ");
    String signature = tampered.headers().first("Stripe-Signature").orElseThrow();
    assertThat(signature).startsWith(rejection.signaturePrefix());
    assertThat(rejection.signaturePrefix()).hasSize(16);
  }

  @Test
  void stale_future_and_missing_signatures_have_their_own_codes() throws Exception {
    Provider stripe = stripe(settings -> settings);

    assertThat(code(stripe.post(stripe.signed(BODY, world.now.get().minusSeconds(301)))))
        .isEqualTo("stale_timestamp");
    assertThat(code(stripe.post(stripe.signed(BODY, world.now.get().plusSeconds(301)))))
        .isEqualTo("future_timestamp");
    Provider.Posted bare = stripe.signed(BODY, world.now.get());
    assertThat(
            code(
                stripe.post(
                    new Provider.Posted(
                        HeaderFields.of(), bare.body(), bare.peer(), bare.length()))))
        .isEqualTo("missing_signature");
  }

  @Test
  void the_replay_window_of_the_source_counts() throws Exception {
    Provider stripe = stripe(settings -> edit(settings, "replay_window_seconds", "30"));

    assertThat(code(stripe.post(stripe.signed(BODY, world.now.get().minusSeconds(31)))))
        .isEqualTo("stale_timestamp");
    assertThat(stripe.post(stripe.signed(BODY, world.now.get().minusSeconds(30))).status())
        .isEqualTo(200);
  }

  @Test
  void a_source_without_a_secret_refuses_everything() throws Exception {
    Source source =
        world
            .sources
            .create(
                World.TENANT,
                new SourceEdit("Bare", "stripe", true, SourceSettings.defaults()),
                new FirstSecret.Absent())
            .source();
    Provider stripe = new Provider(reception, source, SECRET);

    ProviderAnswer answer = stripe.post(stripe.signed(BODY, world.now.get()));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(code(answer)).isEqualTo("no_secret");
  }

  @Test
  void unknown_and_disabled_sources_look_the_same() {
    Provider stripe = stripe(settings -> settings);
    Source source = stripe.source();
    world.sources.update(
        World.TENANT,
        source.id(),
        new SourceEdit(source.name(), source.provider(), false, source.settings()));
    Provider.Posted request = stripe.signed(BODY, world.now.get());

    ProviderAnswer disabled = stripe.post(request);
    ProviderAnswer unknown = stripe.post("A".repeat(43), request);
    ProviderAnswer noise = stripe.post("../etc", request);

    assertThat(disabled).usingRecursiveComparison().isEqualTo(unknown);
    assertThat(noise).usingRecursiveComparison().isEqualTo(unknown);
    assertThat(unknown.status()).isEqualTo(404);
  }

  @Test
  void a_body_over_the_limit_is_refused_whether_it_was_announced_or_not() throws Exception {
    Provider stripe = stripe(settings -> edit(settings, "max_body_bytes", "60"));
    Provider.Posted large =
        stripe.signed("{\"id\":\"evt_2\",\"type\":\"" + "x".repeat(60) + "\"}", world.now.get());

    assertThat(code(stripe.post(large))).isEqualTo("payload_too_large");
    assertThat(stripe.post(large.unannounced()).status()).isEqualTo(413);
    assertThat(stripe.post(stripe.signed(BODY, world.now.get())).status()).isEqualTo(200);
  }

  @Test
  void only_allowed_networks_may_post_and_forwarding_headers_count_from_proxies_only()
      throws Exception {
    Provider stripe =
        stripe(
            settings -> edit(settings, "allowed_cidrs", "[\"203.0.113.0/24\",\"2001:db8::/32\"]"));
    Provider.Posted request = stripe.signed(BODY, world.now.get());

    assertThat(stripe.post(request).status()).isEqualTo(200);
    assertThat(stripe.post(request.from("2001:db8::7")).status()).isEqualTo(200);
    assertThat(code(stripe.post(request.from("198.51.100.1")))).isEqualTo("ip_not_allowed");
    assertThat(
            code(stripe.post(request.from("198.51.100.1").with("X-Forwarded-For", "203.0.113.9"))))
        .isEqualTo("ip_not_allowed");
    assertThat(
            stripe
                .post(request.from("10.1.1.1").with("X-Forwarded-For", "8.8.8.8, 203.0.113.9"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void only_allowed_user_agents_may_post() throws Exception {
    Provider stripe =
        stripe(settings -> edit(settings, "allowed_user_agents", "[\"Stripe/1\",\"*Hook*shot\"]"));
    Provider.Posted request = stripe.signed(BODY, world.now.get());

    assertThat(code(stripe.post(request))).isEqualTo("user_agent_not_allowed");
    assertThat(code(stripe.post(request.with("User-Agent", "curl/8 Stripe/1"))))
        .isEqualTo("user_agent_not_allowed");
    assertThat(stripe.post(request.with("User-Agent", "Stripe/1.0 (+https://x)")).status())
        .isEqualTo(200);
    assertThat(stripe.post(request.with("User-Agent", "My-Hook-shot/2")).status()).isEqualTo(200);
  }

  @Test
  void over_the_rate_limit_the_client_waits_and_others_do_not() throws Exception {
    Provider stripe =
        stripe(settings -> edit(settings, "rate_limit", "{\"requests\":2,\"per_seconds\":10}"));
    Provider.Posted request = stripe.signed(BODY, world.now.get());

    assertThat(stripe.post(request).status()).isEqualTo(200);
    assertThat(stripe.post(request).status()).isEqualTo(200);
    ProviderAnswer refused = stripe.post(request);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(code(refused)).isEqualTo("rate_limited");
    assertThat(Integer.parseInt(refused.headers().first("Retry-After").orElseThrow()))
        .isBetween(1, 11);
    assertThat(refused.headers().first("RateLimit-Policy")).contains("\"client\";q=2;w=10");
    assertThat(stripe.post(request.from("203.0.113.77")).status()).isEqualTo(200);
    world.now.updateAndGet(now -> now.plusSeconds(11));
    assertThat(stripe.post(request).status()).isEqualTo(200);
  }

  @Test
  void the_total_rate_limit_counts_all_clients_together() throws Exception {
    Provider stripe =
        stripe(
            settings -> edit(settings, "rate_limit_total", "{\"requests\":1,\"per_seconds\":10}"));
    Provider.Posted request = stripe.signed(BODY, world.now.get());

    assertThat(stripe.post(request).status()).isEqualTo(200);
    assertThat(code(stripe.post(request.from("203.0.113.77")))).isEqualTo("rate_limited");
  }

  @Test
  void what_is_signed_but_not_as_the_source_wants_it_is_unprocessable() throws Exception {
    Provider stripe =
        stripe(settings -> {
          SourceSettings fields = edit(settings, "required_fields", "[\"/id\"]");
          return age(fields, new MaxEventAge("/created", 60));
        });
    long now = world.now.get().getEpochSecond();

    assertThat(code(stripe.post(stripe.signed("{\"id\":", world.now.get()))))
        .isEqualTo("malformed_payload");
    assertThat(code(stripe.post(stripe.signed("[".repeat(300), world.now.get()))))
        .isEqualTo("malformed_payload");
    assertThat(code(stripe.post(stripe.signed("{\"created\":" + now + "}", world.now.get()))))
        .isEqualTo("missing_field");
    assertThat(
            code(
                stripe.post(
                    stripe.signed(
                        "{\"id\":\"e\",\"created\":" + (now - 61) + "}", world.now.get()))))
        .isEqualTo("event_too_old");
    assertThat(
            stripe
                .post(
                    stripe.signed("{\"id\":\"e\",\"created\":" + (now - 60) + "}", world.now.get()))
                .status())
        .isEqualTo(200);
  }
}
