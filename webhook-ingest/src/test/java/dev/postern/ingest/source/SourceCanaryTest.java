package dev.postern.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.core.json.Json;
import dev.postern.core.rest.JsonBodies;
import dev.postern.core.secret.SecretText;
import dev.postern.ingest.FirstSecret;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a source is trusted with stands not in its audit trail. */
class SourceCanaryTest {
  private static final String CANARY = "canary-91c7";
  private World world;

  @BeforeEach
  void openWorld() {
    world = World.h2();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void neither_the_secret_nor_the_verify_token_is_in_the_trail() {
    Source made =
        world
            .sources
            .create(
                World.TENANT,
                edit(CANARY + "-first"),
                new FirstSecret.Given(SecretText.of(CANARY + "-secret")))
            .source();
    Source changed = world.sources.update(World.TENANT, made.id(), edit(CANARY + "-second"));
    world.sources.delete(World.TENANT, made.id());

    assertThat(changed.settings().providerConfig())
        .as("it is there")
        .containsEntry("verify_token", CANARY + "-second");
    assertThat(trail())
        .as("the search looks at something")
        .contains("source.created", "source.updated", "source.deleted", "A page")
        .contains("\"verify_token\":\"not shown\"", "\"webhook_id\":\"WH-1\"")
        .doesNotContain(CANARY);
  }

  /** An exchange of one token for another would read the same before and after. */
  @Test
  void the_trail_says_that_a_verify_token_was_replaced() {
    Source made =
        world
            .sources
            .create(World.TENANT, edit(CANARY + "-first"), new FirstSecret.Absent())
            .source();
    Source same = world.sources.update(World.TENANT, made.id(), edit(CANARY + "-first"));
    assertThat(trail()).doesNotContain("replaced");
    Source other = world.sources.update(World.TENANT, same.id(), edit(CANARY + "-second"));

    assertThat(other.settings().providerConfig()).containsEntry("verify_token", CANARY + "-second");
    assertThat(trail())
        .containsOnlyOnce("\"verify_token\":\"replaced, not shown\"")
        .doesNotContain(CANARY);
  }

  private static SourceEdit edit(String verifyToken) {
    ObjectNode settings = Json.mapper().valueToTree(SourceSettings.defaults());
    settings
        .putObject("provider_config")
        .put("verify_token", verifyToken)
        .put("webhook_id", "WH-1");
    return new SourceEdit(
        "A page", "meta", true, JsonBodies.convert(settings, SourceSettings.class));
  }

  private String trail() {
    return world
        .database
        .database()
        .query(
            "select action, before_state, after_state from audit_entry",
            row ->
                row.text("action") + row.textOrNull("before_state") + row.textOrNull("after_state"))
        .toString();
  }
}
