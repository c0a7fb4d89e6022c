package dev.postern.core.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A line that is gone from a file: left alone, or the default where the file is the whole truth.
 */
class RemovedLinesTest {
  private static final References NONE = new References(name -> Optional.empty());

  private final Snapshot present =
      new Snapshot(
          json("{}"),
          Map.of(
              Part.ENDPOINTS,
              List.of(
                  json(
                      "{'id':'ep_1','url':'https://a/','status':'disabled','description':'A',"
                          + "'timeout_seconds':7,'max_in_flight':3,'headers':{'x-a':'1'},"
                          + "'auth':{'type':'bearer'},'ordering':'none'}")),
              Part.SOURCES,
              List.of(
                  json(
                      "{'id':'src_1','name':'shop','provider':'stripe','enabled':false,"
                          + "'mode':'test','replay_window_seconds':60,'rate_limit':null,"
                          + "'required_fields':['/id'],"
                          + "'forward':{'publish':true,'type_prefix':'in'}}"))),
          List.of(
              json(
                  "{'id':'sub_1','endpoint_id':'ep_1','event_types':['a.*'],'channels':[],"
                      + "'filter':null,'transformation':'{1: data}','enabled':false}")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "description     | {'description':''}          | - description: \"A\"",
        "timeout_seconds | {'timeout_seconds':30}      | + timeout_seconds: 30",
        "max_in_flight   | {'max_in_flight':null}      | - max_in_flight: 3",
        "headers         | {'headers':null}            | - headers: {\"x-a\":\"1\"}",
        "auth            | {'auth':null}               | - auth: {\"type\":\"bearer\"}",
      })
  void a_removed_line_of_an_endpoint_is_shown_and_its_default_comes_back(
      String line, String patch, String shown) {
    ObjectNode file = present.exported();
    ((ObjectNode) file.at("/endpoints/0")).remove(line);

    assertThat(Plan.of(file, present, NONE, false)).as("left alone unasked").isEmpty();
    assertThat(Plan.of(file, present, NONE, true))
        .singleElement()
        .satisfies(step -> {
          assertThat(step.path()).isEqualTo("endpoints/ep_1");
          assertThat(step.body()).isEqualTo(json(patch));
          assertThat(step.words()).contains(shown);
        });
  }

  @Test
  void a_source_gets_its_usual_limit_and_goes_nowhere() {
    ObjectNode file = present.exported();
    ((ObjectNode) file.at("/sources/0"))
        .remove(List.of("rate_limit", "forward", "required_fields"));

    assertThat(Plan.of(file, present, NONE, true).getFirst().body())
        .isEqualTo(
            json(
                "{'rate_limit':{'requests':100,'per_seconds':60},'required_fields':null,"
                    + "'forward':{'publish':false,'type_prefix':null,'include_headers':false,"
                    + "'raw_body':false}}"));
  }

  @Test
  void a_transformation_is_taken_away_and_switches_stay_as_a_person_left_them() {
    ObjectNode file =
        json(
            "{'postern':1,'sources':[{'name':'shop','rate_limit':null,'required_fields':['/id'],"
                + "'forward':{'publish':true,'type_prefix':'in'}}]}");
    file.set("endpoints", present.exported().path("endpoints"));
    ((ObjectNode) file.at("/endpoints/0")).remove("enabled");
    ((ObjectNode) file.at("/endpoints/0/subscriptions/0"))
        .remove(List.of("transformation", "enabled"));

    assertThat(Plan.of(file, present, NONE, true))
        .singleElement()
        .satisfies(step -> {
          assertThat(step.path()).isEqualTo("subscriptions/sub_1");
          assertThat(step.words()).contains("- transformation: ");
          assertThat(step.body()).isEqualTo(json("{'transformation':null}"));
        });
  }

  @Test
  void what_is_the_default_already_is_no_change() {
    Snapshot plain =
        new Snapshot(
            json("{}"),
            Map.of(
                Part.ENDPOINTS,
                List.of(
                    json(
                        "{'id':'ep_1','url':'https://a/','description':'','timeout_seconds':30,"
                            + "'headers':{},'auth':null,'signature_formats':['standard']}"))),
            List.of());
    JsonNode file = json("{'postern':1,'endpoints':[{'url':'https://a/'}]}");
    assertThat(Plan.of(file, plain, NONE, true)).isEmpty();
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
