package dev.postern.adminui.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.adminui.demo.Api;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.outbound.inprocess.UnwritableEventException;
import jakarta.inject.Inject;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An application's own beans in the shipped WAR: called for what is received, and publishing in the
 * container's transactions.
 */
@ExtendWith(ArquillianExtension.class)
class ApplicationBeansIT {
  private static final String KEY = "in-container-key-in-container-key-0123";

  @Inject private PlatformConfig config;
  @Inject private InstantSource time;
  @Inject private BookingHandler bookings;
  @Inject private OrderDesk desk;

  @Deployment
  static WebArchive war() {
    return ShrinkWrap.create(ZipImporter.class, "gate.war")
        .importFrom(new File("target/webhook-admin-ui.war"))
        .as(WebArchive.class)
        .addClasses(
            BookingHandler.class,
            OrderDesk.class,
            OrderDesk.OrderPlaced.class,
            OrderDesk.Order.class);
  }

  @Test
  void a_bean_handles_a_webhook_once_although_its_first_try_failed_after_the_work()
      throws Exception {
    Api api = new Api(config.publicUrl(), KEY);
    String tenant = "t-" + UUID.randomUUID();
    api.post("/tenants", "{\"slug\":\"" + tenant + "\",\"name\":\"Tenant\"}");
    JsonNode source =
        api.post("/tenants/" + tenant + "/sources", "{\"name\":\"s\",\"provider\":\"stripe\"}")
            .body();
    String event = "evt_" + UUID.randomUUID();
    String body = "{\"id\":\"" + event + "\",\"type\":\"invoice.paid\",\"data\":{}}";
    SignedRequest draft =
        new SignedRequest(
            "POST",
            source.path("ingest_url").asText(),
            HeaderFields.of("content-type", "application/json"),
            body.getBytes(StandardCharsets.UTF_8));
    SignedRequest signed =
        SignatureSchemes.forProvider("stripe")
            .orElseThrow()
            .signed(
                draft,
                SecretText.of(source.at("/secret/value").asText()),
                VerificationSettings.defaults(),
                time.instant());

    JsonNode accepted = api.deliver(signed).body();

    BookingHandler.Booked second = bookings.next();
    assertNotNull(second, "the second try");
    assertEquals(event, second.eventId());
    assertEquals(2, second.attempt());
    assertTrue(second.requestScoped(), "a request scope of its own");
    String path = "/tenants/" + tenant + "/received/" + accepted.path("id").asText();
    JsonNode outcome = settled(api, path);
    assertEquals("BookingHandler.paid", outcome.path("recipient").asText());
    assertEquals("done", outcome.path("status").asText());
    assertEquals(2, outcome.path("attempts").asInt());
    assertEquals(2, bookings.done(), "rolled back the first time, kept the second");
    assertEquals("processed", api.get(path).body().path("status").asText());
  }

  private static JsonNode settled(Api api, String path) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    JsonNode outcome = api.get(path + "/outcomes").body().at("/data/0");
    while (!outcome.path("status").asText().equals("done") && System.nanoTime() < end) {
      Thread.onSpinWait();
      outcome = api.get(path + "/outcomes").body().at("/data/0");
    }
    return outcome;
  }

  @Test
  void a_fired_domain_event_is_committed_with_its_transaction_or_not_at_all() throws Exception {
    Api api = new Api(config.publicUrl(), KEY);
    String tenant = "t-" + UUID.randomUUID();
    api.post("/tenants", "{\"slug\":\"" + tenant + "\",\"name\":\"Tenant\"}");
    OrderDesk.Order order = new OrderDesk.Order(7, List.of("a"));

    assertThrows(IllegalStateException.class, () -> desk.placeInVain(tenant, order));
    assertEquals(0, events(api, tenant).size(), "rolled back");

    desk.place(tenant, order);
    JsonNode events = events(api, tenant);
    assertEquals(1, events.size());
    assertEquals("{\"id\":7,\"lines\":[\"a\"]}", events.at("/0/data").toString());
    assertEquals("order.placed", events.at("/0/type").asText());

    assertThrows(UnwritableEventException.class, () -> desk.place(tenant, new Object()));
    assertEquals(1, events(api, tenant).size());
  }

  @Test
  void new_doors_are_open() throws Exception {
    Api api = new Api(config.publicUrl(), KEY);
    String slug = "t-" + UUID.randomUUID();
    api.post("/tenants", "{\"slug\":\"" + slug + "\",\"name\":\"Tenant\"}");
    String tenant = "/tenants/" + slug;
    api.post(
        tenant + "/event-types",
        "{\"name\":\"order.placed\",\"schema\":{\"type\":\"object\",\"required\":[\"id\"]}}");
    String endpoint =
        api.post(
                tenant + "/endpoints",
                "{\"url\":\"https://receiver.example/\",\"signature_algorithm\":\"ed25519\"}")
            .body()
            .path("id")
            .asText();
    String job =
        api.post(
                tenant + "/endpoints/" + endpoint + "/replay",
                "{\"since\":\"2026-01-01T00:00:00Z\"}")
            .body()
            .path("id")
            .asText();
    assertTrue(job.startsWith("job_"), job);
    assertEquals("replay", api.get(tenant + "/jobs/" + job).body().path("kind").asText());
    assertEquals(
        3, api.get(tenant + "/endpoints/" + endpoint + "/stats").body().path("windows").size());
    assertEquals(90, api.get(tenant + "/settings").body().at("/retention/events_days").asInt());
    RuntimeException refused =
        assertThrows(RuntimeException.class, () -> desk.place(slug, List.of("no object")));
    assertTrue(String.valueOf(refused.getMessage()).contains("schema"), refused.toString());
  }

  private static JsonNode events(Api api, String tenant) throws Exception {
    return api.get("/tenants/" + tenant + "/events").body().path("data");
  }
}
