package dev.postern.ingest.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.json.Json;
import dev.postern.core.page.PageRequest;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.ingest.MaxEventAge;
import dev.postern.ingest.ReceivedWebhook;
import dev.postern.ingest.Rejection;
import dev.postern.ingest.RejectionQuery;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.World;
import dev.postern.ingest.received.Ledgers;
import dev.postern.ingest.rejection.RejectionStore;
import dev.postern.ingest.rejection.StoredRejections;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The door of a test's world and a provider that posts to it. */
abstract class AtTheDoor {
  static final String SECRET = "whsec_of_a_shop";
  static final String BODY = "{\"id\":\"evt_1\",\"type\":\"invoice.paid\",\"created\":1}";

  final InboundCounters counters = new InboundCounters(java.util.List.of());
  World world;
  Reception reception;

  @BeforeEach
  void open() {
    world = worldOf("postern.trusted.proxies", "10.0.0.0/8");
    reception = Receptions.over(world, counters);
  }

  @AfterEach
  void close() {
    world.close();
  }

  World worldOf(String... keyValue) {
    return World.h2(keyValue);
  }

  Provider stripe(UnaryOperator<SourceSettings> change) {
    return new Provider(reception, world.source("stripe", SECRET, change), SECRET);
  }

  /** Stops the intake of its source until somebody ends that. */
  void pause(Provider at) {
    world
        .database
        .database()
        .update(
            """
            insert into pause (id, tenant_id, scope, object_id, intake, deliveries, reason,
              paused_by, created_at)
            values (?, ?, 'SOURCE', ?, true, false, 'fire', 'ada', ?)
            """,
            world.ids.next(),
            World.TENANT,
            at.source().id(),
            world.now.get());
    world.pauses.refresh();
  }

  static SourceSettings edit(SourceSettings settings, String field, String json) {
    try {
      com.fasterxml.jackson.databind.node.ObjectNode tree = Json.mapper().valueToTree(settings);
      tree.set(field, Json.mapper().readTree(json));
      return Json.mapper().treeToValue(tree, SourceSettings.class);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static SourceSettings age(SourceSettings settings, MaxEventAge age) {
    return edit(
        settings,
        "max_event_age",
        "{\"pointer\":\"" + age.pointer() + "\",\"max_seconds\":" + age.maxSeconds() + "}");
  }

  List<ReceivedWebhook> received() {
    return Ledgers.over(world)
        .list(World.TENANT, dev.postern.ingest.ReceivedQuery.ALL, PageRequest.first(10))
        .data();
  }

  List<Rejection> rejections() {
    return new StoredRejections(new RejectionStore(world.database.database()))
        .list(World.TENANT, RejectionQuery.ALL, PageRequest.first(10))
        .data();
  }

  static JsonNode json(ProviderAnswer answer) throws IOException {
    return Json.mapper().readTree(answer.body());
  }

  static String code(ProviderAnswer answer) throws IOException {
    return json(answer).path("code").asText();
  }
}
