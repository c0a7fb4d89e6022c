package dev.postern.core.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Subscriptions of one endpoint have no name: a file has to find each of them again. */
class SubscriptionPairsTest {
  private static final String PLAIN = "{'event_types':['a.*']}";
  private static final String FIRST = "{'event_types':['a.*'],'transformation':'{1: data}'}";
  private static final String SECOND = "{'event_types':['a.*'],'transformation':'{2: data}'}";

  @Test
  void subscriptions_that_differ_only_in_their_transformation_are_found_again() {
    Tenant tenant = new Tenant(FIRST, SECOND, PLAIN);
    ObjectNode file = tenant.snapshot().exported();
    assertThat(file.at("/endpoints/0/subscriptions")).hasSize(3);

    for (boolean prune : new boolean[] {false, true}) {
      assertThat(tenant.steps(file, prune)).as("prune %s", prune).isEmpty();
    }
  }

  @Test
  void equal_ones_are_as_many_as_the_file_lists() {
    Tenant tenant = new Tenant(PLAIN, PLAIN);
    ObjectNode file = tenant.snapshot().exported();
    assertThat(tenant.steps(file, true)).isEmpty();

    tenant.add(PLAIN);
    assertThat(tenant.steps(file, false)).isEmpty();
    assertThat(tenant.steps(file, true))
        .extracting(Step::verb, Step::path)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Step.Verb.DELETE, "subscriptions/3"));
  }

  @Test
  void what_is_applied_once_is_there_and_not_made_again() {
    ObjectNode file = new Tenant(FIRST, SECOND, PLAIN, PLAIN).snapshot().exported();
    Tenant other = new Tenant(SECOND);

    List<Step> steps = other.steps(file, false);
    assertThat(steps).extracting(Step::verb).containsOnly(Step.Verb.CREATE).hasSize(3);
    steps.forEach(step -> other.add(String.valueOf(step.body())));
    assertThat(other.steps(file, true)).isEmpty();
  }

  @Test
  void a_change_is_made_to_the_one_that_is_most_alike() {
    Tenant tenant = new Tenant(FIRST, SECOND);
    ObjectNode file = tenant.snapshot().exported();
    ((ObjectNode) file.at("/endpoints/0/subscriptions/1")).put("enabled", false);
    assertThat(tenant.steps(file, true))
        .singleElement()
        .satisfies(step -> {
          assertThat(step.path()).isEqualTo("subscriptions/2");
          assertThat(step.body()).isEqualTo(json("{'enabled':false}"));
        });

    ((ObjectNode) file.at("/endpoints/0/subscriptions/1"))
        .put("enabled", true)
        .put("transformation", "{3: data}");
    assertThat(tenant.steps(file, true))
        .singleElement()
        .satisfies(step -> {
          assertThat(step.path()).isEqualTo("subscriptions/2");
          assertThat(step.body()).isEqualTo(json("{'transformation':'{3: data}'}"));
        });
  }

  @Test
  void types_in_another_order_are_the_same_types() {
    Tenant tenant = new Tenant("{'event_types':['a','b'],'channels':['x','y']}");
    ObjectNode file = tenant.snapshot().exported();
    ((ObjectNode) file.at("/endpoints/0/subscriptions/0")).set("event_types", json("['b','a']"));
    assertThat(tenant.steps(file, true))
        .extracting(Step::verb)
        .as("shown and taken over, not made a second time")
        .containsExactly(Step.Verb.CHANGE);
  }

  /** One endpoint, as the API shows it: the newest subscription first. */
  private static final class Tenant {
    private final List<JsonNode> subscriptions = new ArrayList<>();

    Tenant(String... subscriptions) {
      List.of(subscriptions).forEach(this::add);
    }

    void add(String subscription) {
      ObjectNode shown = json("{'channels':[],'filter':null,'transformation':null,'enabled':true}");
      ObjectNode given = json(subscription);
      shown.setAll(given);
      shown.put("id", Integer.toString(subscriptions.size() + 1)).put("endpoint_id", "ep_1");
      subscriptions.addFirst(shown);
    }

    Snapshot snapshot() {
      return new Snapshot(
          json("{}"),
          Map.of(Part.ENDPOINTS, List.of(json("{'id':'ep_1','url':'https://a/'}"))),
          List.copyOf(subscriptions));
    }

    List<Step> steps(ObjectNode file, boolean prune) {
      return Plan.of(file, snapshot(), new References(name -> Optional.empty()), prune);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends JsonNode> T json(String text) {
    try {
      return (T) new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
