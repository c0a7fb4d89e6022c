package dev.postern.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.signature.EventIdentity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutsTest {
  @Test
  void each_element_stands_alone_in_the_bytes_around_the_array() {
    assertThat(cut(" [ {\"a\":1.10} , {\"b\":\"\\u00e9, ]\"},3,\"x\"\t] \r\n", ""))
        .containsExactly(
            " [{\"a\":1.10}] \r\n", " [{\"b\":\"\\u00e9, ]\"}] \r\n", " [3] \r\n", " [\"x\"] \r\n");
  }

  @Test
  void what_stands_beside_the_array_stays_with_every_event() {
    assertThat(
            cut(
                "{\"skipped\":{\"events\":[0]},\"events\":[{\"n\":\"Zoë\"},{\"n\":2}],\"to\":[1,2]}",
                "/events"))
        .containsExactly(
            "{\"skipped\":{\"events\":[0]},\"events\":[{\"n\":\"Zoë\"}],\"to\":[1,2]}",
            "{\"skipped\":{\"events\":[0]},\"events\":[{\"n\":2}],\"to\":[1,2]}");
  }

  @Test
  void arrays_in_arrays_are_cut_down_to_one_path() {
    assertThat(cut("{\"e\":[{\"r\":1,\"c\":[7,8]},{\"r\":2,\"c\":[9]},{\"r\":3}]}", "/e", "/c"))
        .containsExactly(
            "{\"e\":[{\"r\":1,\"c\":[7]}]}",
            "{\"e\":[{\"r\":1,\"c\":[8]}]}",
            "{\"e\":[{\"r\":2,\"c\":[9]}]}",
            "{\"e\":[{\"r\":3}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[{\"a\":1}]",
        "{\"a\":[1,2]}",
        "[1,2",
        "",
        "nothing",
        "\uFEFF[1,2]",
        "{\"events\":{\"0\":1}}"
      })
  void what_holds_no_two_events_is_left_as_it_is(String body) {
    assertThat(cut(body, "")).containsExactly(body);
  }

  @Test
  void text_in_another_encoding_is_left_as_it_is() {
    byte[] utf16 = "[1,2]".getBytes(StandardCharsets.UTF_16BE);
    assertThat(Cuts.of(utf16, List.of("")).orElseThrow()).containsExactly(utf16);
  }

  @Test
  void more_than_can_be_cut_apart_stays_whole() {
    String many = "[" + "1,".repeat(Cuts.MAX_PARTS) + "1]";
    String wide = "{\"pad\":\"" + "x".repeat(1_000_000) + "\",\"e\":[" + "1,".repeat(20) + "1]}";

    assertThat(Cuts.of(bytes(many), List.of(""))).isEmpty();
    assertThat(Cuts.of(bytes(wide), List.of("/e"))).isEmpty();
    assertThat(Cuts.of(bytes("{\"o\":[" + "[" + many + "],[[1]]]}"), List.of("/o", "", "")))
        .as("inside of others")
        .isEmpty();
    assertThat(cut("[" + "1,".repeat(Cuts.MAX_PARTS - 1) + "1]", "")).hasSize(Cuts.MAX_PARTS);
  }

  @Test
  void events_are_named_as_their_provider_names_them() {
    EventIdentity whole = new EventIdentity("whole", false, "x");
    assertThat(
            identities(
                "adyen",
                """
                {"notificationItems":[
                 {"NotificationRequestItem":{"pspReference":"P1","eventCode":"CAPTURE","success":"true"}},
                 {"NotificationRequestItem":{"pspReference":"P2","eventCode":"REFUND","success":"false"}}]}
                """,
                whole))
        .containsExactly("P1:CAPTURE:true CAPTURE", "P2:REFUND:false REFUND");
    assertThat(
            identities(
                "hubspot-v3",
                "[{\"eventId\":1,\"subscriptionType\":\"a\"},{\"eventId\":2,\"subscriptionType\":\"b\"}]",
                whole))
        .containsExactly("1 a", "2 b");
    assertThat(
            identities(
                "quickbooks",
                """
                {"eventNotifications":[{"realmId":"1","dataChangeEvent":{"entities":[
                 {"name":"Customer","id":"1","operation":"Create"},
                 {"name":"Invoice","id":"9","operation":"Delete"}]}}]}
                """,
                whole))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("sha256:").endsWith("(derived) Customer.Create"),
            second -> assertThat(second).startsWith("sha256:").endsWith("Invoice.Delete"));
    assertThat(identities("hubspot-v3", "[{\"eventId\":1}]", whole)).containsExactly("whole x");
    assertThat(identities("stripe", "[{\"id\":1},{\"id\":2}]", whole)).containsExactly("whole x");
  }

  @Test
  void many_that_stay_one_are_repeated_by_the_same_bytes_only() {
    String many =
        "[" + "{\"sg_event_id\":\"a\"},".repeat(Cuts.MAX_PARTS) + "{\"sg_event_id\":\"b\"}]";
    EventPart whole =
        EventParts.of("sendgrid", "", bytes(many), new EventIdentity("a", false, "x")).getFirst();

    assertThat(whole.body()).isEqualTo(bytes(many));
    assertThat(whole.identity().eventId()).isEqualTo("a");
    assertThat(whole.identity().deduplicationKey()).isEqualTo(EventIdentity.digestOf(bytes(many)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> identities(String provider, String body, EventIdentity whole) {
    return EventParts.of(provider, "application/json", bytes(body), whole).stream()
        .map(part -> part.identity().toString())
        .toList();
  }

  private static List<String> cut(String body, String... arrays) {
    return Cuts.of(bytes(body), List.of(arrays)).orElseThrow().stream()
        .map(part -> new String(part, StandardCharsets.UTF_8))
        .toList();
  }
}
