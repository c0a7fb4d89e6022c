package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.handover.HandedEvent;
import dev.postern.core.id.ReceivedId;
import dev.postern.core.json.Json;
import dev.postern.core.page.PageRequest;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.vault.SecretInfo;
import dev.postern.ingest.FirstSecret;
import dev.postern.ingest.Forward;
import dev.postern.ingest.MaxEventAge;
import dev.postern.ingest.ReceivedFeed;
import dev.postern.ingest.ReceivedWebhook;
import dev.postern.ingest.Rejection;
import dev.postern.ingest.RejectionQuery;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.World;
import dev.postern.ingest.received.Ledgers;
import dev.postern.ingest.rejection.RejectionStore;
import dev.postern.ingest.rejection.StoredRejections;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests signed as the providers sign them, through the whole door. */
class ReceptionTest {
  private static final String SECRET = "whsec_of_a_shop";
  private static final String BODY = "{\"id\":\"evt_1\",\"type\":\"invoice.paid\",\"created\":1}";

  private final InboundCounters counters = new InboundCounters();
  private World world;
  private Reception reception;

  @BeforeEach
  void open() {
    world = World.h2("postern.trusted.proxies", "10.0.0.0/8");
    reception = Receptions.over(world, counters);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_signed_webhook_is_committed_before_it_is_acknowledged() throws Exception {
    Provider stripe = stripe(settings -> settings);

    ProviderAnswer answer = stripe.post(stripe.signed(BODY, world.now.get()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("status").asText()).isEqualTo("accepted");
    ReceivedId id = ReceivedId.parse(json(answer).path("id").asText()).orElseThrow();
    ReceivedWebhook stored = Ledgers.over(world).find(World.TENANT, id).orElseThrow();
    assertThat(stored.identity().eventId()).isEqualTo("evt_1");
    assertThat(stored.identity().eventType()).isEqualTo("invoice.paid");
    assertThat(stored.content().bytes()).isEqualTo(BODY.getBytes(StandardCharsets.UTF_8));
    assertThat(stored.receivedAt()).isEqualTo(world.now.get());
    assertThat(stored.headers().first("stripe-signature")).isPresent();
  }

  @Test
  void the_same_event_again_is_a_duplicate_of_the_first() throws Exception {
    Provider stripe = stripe(settings -> settings);
    String first = json(stripe.post(stripe.signed(BODY, world.now.get()))).path("id").asText();

    ProviderAnswer again = stripe.post(stripe.signed(BODY, world.now.get().plusSeconds(3)));

    assertThat(again.status()).isEqualTo(200);
    assertThat(json(again).path("status").asText()).isEqualTo("duplicate");
    assertThat(json(again).path("id").asText()).isEqualTo(first);
  }

  @Test
  void the_secret_that_verified_is_named_and_its_use_is_counted() {
    Provider stripe = stripe(settings -> settings);
    stripe.post(stripe.signed(BODY, world.now.get()));
    world.secrets.flush();

    SecretInfo secret = world.sources.secrets(World.TENANT, stripe.source().id()).getFirst();
    assertThat(secret.verifiedCount()).isOne();
    assertThat(secret.lastVerifiedAt()).isEqualTo(world.now.get());
    assertThat(received().getFirst().verifiedBy()).isEqualTo(secret.id());
  }

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
  void during_an_overlap_both_secrets_verify_and_after_it_only_the_new_one() throws Exception {
    Provider old = stripe(settings -> settings);
    SecretInfo next =
        world.sources.rotateSecret(
            World.TENANT,
            old.source().id(),
            new dev.postern.ingest.SecretRotation(
                java.util.Optional.empty(), Duration.ofHours(1), false));
    Provider renewed = new Provider(reception, old.source(), String.valueOf(next.value()));

    assertThat(old.post(old.signed(BODY, world.now.get())).status()).isEqualTo(200);
    assertThat(renewed.post(renewed.signed(BODY, world.now.get())).status()).isEqualTo(200);
    world.now.updateAndGet(now -> now.plus(Duration.ofHours(1)));
    assertThat(code(old.post(old.signed(BODY, world.now.get())))).isEqualTo("bad_signature");
    assertThat(renewed.post(renewed.signed(BODY, world.now.get())).status()).isEqualTo(200);
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

  @Test
  void the_success_status_of_the_source_is_used() {
    Provider created = stripe(settings -> edit(settings, "success_status", "202"));
    Provider silent = stripe(settings -> edit(settings, "success_status", "204"));

    assertThat(created.post(created.signed(BODY, world.now.get())).status()).isEqualTo(202);
    ProviderAnswer answer = silent.post(silent.signed(BODY, world.now.get()));
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void slacks_handshake_is_answered_and_leaves_no_webhook() {
    Source source = world.source("slack", "slack-secret");
    Provider slack = new Provider(reception, source, "slack-secret");

    ProviderAnswer answer =
        slack.post(
            slack.signed("{\"type\":\"url_verification\",\"challenge\":\"c-1\"}", world.now.get()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("c-1");
    assertThat(world.rows("received")).isZero();
  }

  @Test
  void with_the_database_gone_the_sender_is_told_to_come_back() {
    Provider stripe = stripe(settings -> settings);
    stripe.post(stripe.signed(BODY, world.now.get()));
    world.database.database().update("alter table received_key rename to away");

    ProviderAnswer answer =
        stripe.post(stripe.signed("{\"id\":\"evt_9\",\"type\":\"invoice.paid\"}", world.now.get()));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().first("Retry-After")).contains("5");
    world.database.database().update("alter table away rename to received_key");
    assertThat(
            stripe
                .post(
                    stripe.signed("{\"id\":\"evt_9\",\"type\":\"invoice.paid\"}", world.now.get()))
                .status())
        .isEqualTo(200);
    assertThat(counters.snapshot()).containsEntry("unavailable", 1L).containsEntry("accepted", 2L);
  }

  @Test
  void a_forwarding_source_hands_over_right_after_the_commit() {
    Provider stripe = stripe(settings -> settings.forwarding(new Forward(true, "stripe")));

    stripe.post(stripe.signed(BODY, world.now.get()));

    await().until(() -> !world.handovers.handed.isEmpty());
    HandedEvent event = world.handovers.handed.getFirst();
    assertThat(event.type()).isEqualTo("stripe.invoice.paid");
    assertThat(event.data().path("id").asText()).isEqualTo("evt_1");
  }

  @Test
  void watchers_of_the_tenant_see_what_happens_and_nobody_else_does() {
    List<ReceivedFeed.Update> own = new CopyOnWriteArrayList<>();
    List<ReceivedFeed.Update> others = new CopyOnWriteArrayList<>();
    Provider stripe = stripe(settings -> settings);
    try (ReceivedFeed.Subscription watching = world.feed.subscribe(World.TENANT, own::add);
        ReceivedFeed.Subscription elsewhere = world.feed.subscribe(World.OTHER, others::add)) {
      assertThat(watching).isNotSameAs(elsewhere);
      stripe.post(stripe.signed(BODY, world.now.get()));
      stripe.post(stripe.signed(BODY, world.now.get()));
      stripe.post(stripe.signed(BODY, world.now.get()).withBody("{}"));
    }
    stripe.post(stripe.signed(BODY, world.now.get()));

    assertThat(own)
        .extracting(update -> update.getClass().getSimpleName())
        .containsExactly("Webhook", "Duplicate", "Refused");
    assertThat(others).isEmpty();
  }

  private Provider stripe(UnaryOperator<SourceSettings> change) {
    return new Provider(reception, world.source("stripe", SECRET, change), SECRET);
  }

  private static SourceSettings edit(SourceSettings settings, String field, String json) {
    try {
      com.fasterxml.jackson.databind.node.ObjectNode tree = Json.mapper().valueToTree(settings);
      tree.set(field, Json.mapper().readTree(json));
      return Json.mapper().treeToValue(tree, SourceSettings.class);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static SourceSettings age(SourceSettings settings, MaxEventAge age) {
    return edit(
        settings,
        "max_event_age",
        "{\"pointer\":\"" + age.pointer() + "\",\"max_seconds\":" + age.maxSeconds() + "}");
  }

  private List<ReceivedWebhook> received() {
    return Ledgers.over(world)
        .list(World.TENANT, dev.postern.ingest.ReceivedQuery.ALL, PageRequest.first(10))
        .data();
  }

  private List<Rejection> rejections() {
    return new StoredRejections(new RejectionStore(world.database.database()))
        .list(World.TENANT, RejectionQuery.ALL, PageRequest.first(10))
        .data();
  }

  private static JsonNode json(ProviderAnswer answer) throws IOException {
    return Json.mapper().readTree(answer.body());
  }

  private static String code(ProviderAnswer answer) throws IOException {
    return json(answer).path("code").asText();
  }
}
