package dev.postern.adminui.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.adminui.demo.Api;
import dev.postern.core.config.PlatformConfig;
import dev.postern.outbound.inprocess.UnwritableEventException;
import jakarta.inject.Inject;
import java.io.File;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application's own beans in the shipped WAR, publishing in the container's transactions. */
@ExtendWith(ArquillianExtension.class)
class InProcessIT {
  private static final String KEY = "in-container-key-in-container-key-0123";

  @Inject private PlatformConfig config;
  @Inject private OrderDesk desk;

  @Deployment
  static WebArchive war() {
    return ShrinkWrap.create(ZipImporter.class, "gate.war")
        .importFrom(new File("target/webhook-admin-ui.war"))
        .as(WebArchive.class)
        .addClasses(OrderDesk.class, OrderDesk.OrderPlaced.class, OrderDesk.Order.class);
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
