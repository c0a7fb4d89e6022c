package dev.postern.adminui.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.adminui.demo.Api;
import dev.postern.adminui.demo.Receiver;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.handover.EventSink;
import dev.postern.core.handover.HandedEvent;
import dev.postern.core.json.Json;
import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.core.store.Database;
import dev.postern.core.store.Transactions;
import dev.postern.core.tenant.Tenant;
import dev.postern.core.tenant.Tenants;
import jakarta.inject.Inject;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Both directions inside the container, over the product's own server and the WAR that is shipped.
 */
@ExtendWith(ArquillianExtension.class)
class GateIT {
  private static final String KEY = "in-container-key-in-container-key-0123";
  private static final String BODY = "{\"id\":\"evt_77\",\"type\":\"invoice.paid\",\"data\":{}}";

  @Inject private PlatformConfig config;
  @Inject private Database database;
  @Inject private Transactions transactions;
  @Inject private Tenants tenants;
  @Inject private EventSink sink;
  @Inject private InstantSource time;

  @Deployment
  static WebArchive war() {
    return ShrinkWrap.create(ZipImporter.class, "gate.war")
        .importFrom(new File("target/webhook-admin-ui.war"))
        .as(WebArchive.class);
  }

  @Test
  void a_signed_webhook_is_one_row_however_often_it_comes_and_a_tampered_one_is_none()
      throws Exception {
    Api api = api();
    String tenant = newTenant(api);
    JsonNode source =
        api.post("/tenants/" + tenant + "/sources", "{\"name\":\"s\",\"provider\":\"stripe\"}")
            .body();
    SecretText secret = SecretText.of(source.at("/secret/value").asText());
    SignedRequest signed = signed(source.path("ingest_url").asText(), BODY, secret);

    JsonNode first = api.deliver(signed).body();
    JsonNode again = api.deliver(signed).body();
    Api.Answer tampered = api.deliver(with(signed, BODY.replace("paid", "void")));

    assertEquals("accepted", first.path("status").asText());
    assertEquals("duplicate", again.path("status").asText());
    assertEquals(first.path("id"), again.path("id"));
    assertEquals(401, tampered.status());
    assertEquals("bad_signature", tampered.body().path("code").asText());
    assertEquals(1, count("select count(*) as n from received_key where event_id = ?", "evt_77"));
  }

  @Test
  void a_source_without_a_secret_accepts_nothing() throws Exception {
    Api api = api();
    String tenant = newTenant(api);
    JsonNode source =
        api.post(
                "/tenants/" + tenant + "/sources",
                "{\"name\":\"s\",\"provider\":\"stripe\",\"secret\":null}")
            .body();
    SignedRequest signed =
        signed(source.path("ingest_url").asText(), BODY, SecretText.of("whsec_guess"));

    Api.Answer answer = api.deliver(signed);

    assertEquals(401, answer.status());
    assertEquals("no_secret", answer.body().path("code").asText());
  }

  @Test
  void a_published_event_arrives_signed_by_both_secrets_during_a_rotation() throws Exception {
    Api api = api();
    String tenant = newTenant(api);
    try (Receiver receiver = new Receiver()) {
      JsonNode endpoint = subscribe(api, tenant, receiver);
      SecretText old = SecretText.of(endpoint.at("/secret/value").asText());
      JsonNode rotated =
          api.post(
                  "/tenants/%s/endpoints/%s/secrets/rotate"
                      .formatted(tenant, endpoint.path("id").asText()),
                  "{\"overlap\":\"PT1H\"}")
              .body();
      SecretText current = SecretText.of(rotated.path("value").asText());

      api.post("/tenants/" + tenant + "/events", "{\"type\":\"a.b\",\"data\":{\"price\":1.10}}");

      SignedRequest got = receiver.poll(20);
      assertNotNull(got, "a delivery");
      assertTrue(
          new String(got.body(), StandardCharsets.UTF_8).endsWith("\"data\":{\"price\":1.10}}"),
          "data goes out as it came in");
      assertInstanceOf(Verdict.Accepted.class, verify(got, old));
      assertInstanceOf(Verdict.Accepted.class, verify(got, current));
      assertInstanceOf(
          Verdict.Rejected.class,
          verify(got, SecretText.of("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")));
      assertEquals(2, got.headers().first("webhook-signature").orElseThrow().split(" ").length);
    }
  }

  @Test
  void an_event_is_rolled_back_and_committed_with_its_callers_transaction() throws Exception {
    Api api = api();
    String slug = newTenant(api);
    Tenant tenant = tenants.find(slug).orElseThrow();
    try (Receiver receiver = new Receiver()) {
      subscribe(api, slug, receiver);
      HandedEvent lost = event("lost");
      HandedEvent kept = event("kept");

      assertThrows(
          IllegalStateException.class,
          () ->
              transactions.run(() -> {
                tenants.rename(tenant.id(), "Renamed");
                sink.accept(tenant.id(), lost);
                throw new IllegalStateException("the caller changes its mind");
              }));
      transactions.run(() -> sink.accept(tenant.id(), kept));

      SignedRequest got = receiver.poll(20);
      assertNotNull(got, "the committed event");
      assertTrue(
          new String(got.body(), StandardCharsets.UTF_8).contains("kept"), "and not the other");
      assertEquals("Tenant", tenants.find(slug).orElseThrow().name(), "JPA rolled back with SQL");
      assertEquals(
          0, count("select count(*) as n from event_key where external_id = ?", lost.externalId()));
      sink.accept(tenant.id(), kept);
      assertEquals(
          1,
          count("select count(*) as n from event where external_id = ?", kept.externalId()),
          "the same external id is the same event");
    }
  }

  private Api api() {
    return new Api(config.publicUrl(), KEY);
  }

  private static String newTenant(Api api) throws Exception {
    String slug = "t-" + UUID.randomUUID();
    api.post("/tenants", "{\"slug\":\"" + slug + "\",\"name\":\"Tenant\"}");
    return slug;
  }

  private static JsonNode subscribe(Api api, String tenant, Receiver receiver) throws Exception {
    JsonNode endpoint =
        api.post("/tenants/" + tenant + "/endpoints", "{\"url\":\"" + receiver.url() + "\"}")
            .body();
    api.post(
        "/tenants/" + tenant + "/subscriptions",
        "{\"endpoint_id\":\"" + endpoint.path("id").asText() + "\",\"event_types\":[\"*\"]}");
    return endpoint;
  }

  private HandedEvent event(String word) {
    return new HandedEvent(
        word + "-" + UUID.randomUUID(),
        "hand.over",
        time.instant(),
        Json.mapper().createObjectNode().put("word", word));
  }

  private SignedRequest signed(String url, String body, SecretText secret) {
    SignedRequest draft =
        new SignedRequest(
            "POST",
            url,
            HeaderFields.of("content-type", "application/json"),
            body.getBytes(StandardCharsets.UTF_8));
    return scheme("stripe").signed(draft, secret, VerificationSettings.defaults(), time.instant());
  }

  private static SignedRequest with(SignedRequest request, String body) {
    return new SignedRequest(
        request.method(), request.url(), request.headers(), body.getBytes(StandardCharsets.UTF_8));
  }

  private Verdict verify(SignedRequest request, SecretText secret) {
    Instant now = time.instant();
    return scheme("standard-webhooks")
        .verify(
            request,
            new SecretRing(List.of(new SecretVersion("only", secret, now, null))),
            VerificationSettings.defaults(),
            now);
  }

  private static SignatureScheme scheme(String provider) {
    return SignatureSchemes.forProvider(provider).orElseThrow();
  }

  private long count(String sql, String value) {
    return database.query(sql, row -> row.number("n"), value).getFirst();
  }
}
