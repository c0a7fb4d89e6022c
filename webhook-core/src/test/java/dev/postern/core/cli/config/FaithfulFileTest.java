package dev.postern.core.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file says all that matters elsewhere, and what it says wrongly is refused. */
class FaithfulFileTest {
  private static final References KNOWN = new References(name -> Optional.of("of " + name));
  private static final Snapshot EMPTY = new Snapshot(json("{}"), Map.of(), List.of());

  @Test
  void a_source_without_a_limit_stays_without_one_elsewhere() {
    Snapshot there = of(Part.SOURCES, "{'id':'src_1','name':'shop','rate_limit':null}");

    assertThat(Plan.of(there.exported(), EMPTY, KNOWN, false).getFirst().body())
        .isEqualTo(json("{'name':'shop','rate_limit':null,'secret':'of SHOP_SECRET'}"));
    assertThat(Plan.of(there.exported(), there, KNOWN, false)).isEmpty();
  }

  @Test
  void an_endpoint_that_a_person_disabled_is_made_disabled_and_switched_where_it_is() {
    Snapshot off = of(Part.ENDPOINTS, "{'id':'ep_1','url':'https://a/','status':'disabled'}");
    Snapshot on = of(Part.ENDPOINTS, "{'id':'ep_1','url':'https://a/','status':'active'}");
    ObjectNode file = off.exported();

    Step made = Plan.of(file, EMPTY, KNOWN, false).getFirst();
    assertThat(made.disabled()).isTrue();
    assertThat(made.body()).isEqualTo(json("{'url':'https://a/','secret':'of A_SECRET'}"));
    assertThat(made.words()).contains("+ enabled: false");
    assertThat(Plan.of(file, off, KNOWN, false)).isEmpty();
    Step disable = Plan.of(file, on, KNOWN, false).getFirst();
    assertThat(disable.path()).isEqualTo("endpoints/ep_1/disable");
    assertThat(disable.body()).isEqualTo(json("{}"));
    assertThat(disable.words())
        .isEqualTo("~ endpoint https://a/\n    - enabled: true\n    + enabled: false");

    ((ObjectNode) file.at("/endpoints/0")).put("enabled", true);
    Step enable = Plan.of(file, off, KNOWN, false).getFirst();
    assertThat(enable.path()).isEqualTo("endpoints/ep_1/enable");
    assertThat(enable.body()).isEqualTo(json("{'backlog':'deliver'}"));
    assertThat(Plan.of(file, EMPTY, KNOWN, false).getFirst().disabled()).isFalse();
    assertThat(Plan.of(on.exported(), off, KNOWN, false)).as("silence leaves it alone").isEmpty();
  }

  @Test
  void channels_keep_their_target_by_reference_and_lists_their_address() {
    Snapshot there =
        new Snapshot(
            json("{}"),
            Map.of(
                Part.ALERT_CHANNELS,
                List.of(
                    json(
                        "{'id':'alc_1','name':'On call','kind':'slack','target':'https://…',"
                            + "'enabled':true,'min_severity':'critical','notices':['queue.*'],"
                            + "'every_tenant':false}")),
                Part.DENY_LISTS,
                List.of(
                    json("{'id':'dny_1','name':'drop','url':'https://d/','enabled':true}"),
                    json("{'id':'dny_2','name':'own','url':null,'enabled':true}"))),
            List.of());
    ObjectNode file = there.exported();

    assertThat(file.at("/alert_channels/0"))
        .isEqualTo(
            json(
                "{'name':'On call','kind':'slack','enabled':true,'min_severity':'critical',"
                    + "'notices':['queue.*'],'target':{'from_env':'ON_CALL_TARGET'}}"));
    assertThat(Plan.of(file, there, KNOWN, true)).isEmpty();
    List<Step> steps = Plan.of(file, EMPTY, KNOWN, false);
    assertThat(steps)
        .extracting(Step::path)
        .containsExactly("alert-channels", "deny-lists", "deny-lists");
    assertThat(steps.getFirst().body())
        .isEqualTo(
            json(
                "{'name':'On call','kind':'slack','enabled':true,'min_severity':'critical',"
                    + "'notices':['queue.*'],'target':'of ON_CALL_TARGET'}"));
    assertThat(steps.getFirst().words()).doesNotContain("of ON_CALL");
    assertThat(there.leftOut()).singleElement().asString().startsWith("deny list own is imported");
  }

  @ParameterizedTest
  @CsvSource({"ENDPOINTS, url, https://a/", "SOURCES, name, shop"})
  void what_a_file_cannot_tell_apart_is_neither_written_nor_guessed_at(
      Part part, String key, String value) {
    String twin = "{'id':'%s','" + key + "':'" + value + "','description':'x'}";
    Snapshot twins = of(part, twin.formatted("x_1"), twin.formatted("x_2"));

    assertThatThrownBy(twins::exported)
        .hasMessageContainingAll(value, "is there twice", "x_1", "x_2");
    JsonNode file = json("{'postern':1,'%s':[{'%s':'%s'}]}".formatted(part.field(), key, value));
    assertThatThrownBy(() -> Plan.of(file, twins, KNOWN, false)).hasMessageContaining("twice");
    JsonNode none = json("{'postern':1,'%s':[]}".formatted(part.field()));
    assertThat(Plan.of(none, twins, KNOWN, true)).as("both are pruned").hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'postern':1,'endpoint':[]}",
        "{'postern':1,'endpoints':null}",
        "{'postern':1,'sources':['shop']}",
        "{'postern':1,'sources':{'name':'shop'}}",
        "{'postern':1,'endpoints':[{'url':'https://a/','enabled':'no'}]}",
      })
  void what_says_nothing_that_is_understood_is_refused_and_not_passed_over(String file) {
    assertThatThrownBy(() -> Plan.of(json(file), EMPTY, KNOWN, true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_empty_variable_is_none() {
    JsonNode file = json("{'postern':1,'sources':[{'name':'x','secret':{'from_env':'X'}}]}");
    assertThatThrownBy(() -> Plan.of(file, EMPTY, new References(name -> Optional.of("")), false))
        .hasMessageContaining("has no X");
  }

  private static Snapshot of(Part part, String... objects) {
    return new Snapshot(
        json("{}"),
        Map.of(part, Arrays.stream(objects).map(FaithfulFileTest::json).toList()),
        List.of());
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
