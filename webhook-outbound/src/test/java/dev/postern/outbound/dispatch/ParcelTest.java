package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.TenantId;
import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.claim.Lane;
import dev.postern.outbound.endpoint.CloudEventsMode;
import dev.postern.outbound.endpoint.RetrySchedule;
import dev.postern.outbound.publish.JsonText;
import dev.postern.outbound.publish.PayloadBytes;
import dev.postern.outbound.retry.RetryPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ParcelTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void a_batch_has_its_events_in_the_order_they_were_accepted_each_with_its_id() {
    Parcel parcel = Parcel.batch(List.of(fit(2, "{\"n\":2.50}"), fit(1, "{\"n\":1}")));

    assertThat(text(parcel))
        .isEqualTo(
            "{\"type\":\"webhook.batch\",\"timestamp\":\"2026-11-22T10:00:02.000Z\",\"data\":["
                + "{\"id\":\""
                + id(1)
                + "\",\"type\":\"a.b\","
                + "\"timestamp\":\"2026-11-22T10:00:01.000Z\",\"data\":{\"n\":1}},"
                + "{\"id\":\""
                + id(2)
                + "\",\"type\":\"a.b\","
                + "\"timestamp\":\"2026-11-22T10:00:02.000Z\",\"data\":{\"n\":2.50}}]}");
    assertThat(parcel.letter().content().first("content-type")).contains("application/json");
    assertThat(parcel.left()).isEmpty();
  }

  @Test
  void the_same_events_have_the_same_id_and_others_another() {
    String id = Parcel.batch(List.of(fit(1, "1"), fit(2, "2"))).letter().message().eventId();

    assertThat(id).matches("batch_[0-9a-z]{26}");
    assertThat(Parcel.batch(List.of(fit(2, "2"), fit(1, "1"))).letter().message().eventId())
        .isEqualTo(id);
    assertThat(Parcel.batch(List.of(fit(1, "1"))).letter().message().eventId()).isNotEqualTo(id);
    assertThat(Parcel.batch(List.of(fit(1, "1"), fit(3, "2"))).letter().message().eventId())
        .isNotEqualTo(id);
  }

  @Test
  void cloud_events_go_in_their_own_batch_format() {
    Message one = message(1, "1");
    Message two = message(2, "2");
    Letter letter =
        Parcel.together(
            List.of(
                CloudEvent.of(one, JsonText.trusted("1"), CloudEventsMode.STRUCTURED),
                CloudEvent.of(two, JsonText.trusted("2"), CloudEventsMode.STRUCTURED)));

    assertThat(letter.content().first("content-type"))
        .contains("application/cloudevents-batch+json; charset=UTF-8");
    assertThat(new String(letter.body(), StandardCharsets.UTF_8))
        .startsWith("[{\"specversion\":\"1.0\",\"id\":\"" + id(1) + "\"")
        .contains("\"data\":1},{\"specversion\":\"1.0\",\"id\":\"" + id(2) + "\"")
        .endsWith("\"data\":2}]");
  }

  @Test
  void what_would_make_it_too_large_is_left_for_the_next_one() {
    String large = "\"" + "x".repeat(Parcel.MOST_BYTES - 1_000) + "\"";
    Parcel parcel = Parcel.batch(List.of(fit(1, "1"), fit(2, large), fit(3, large)));

    assertThat(parcel.inside()).extracting(each -> each.delivery().event()).hasSize(2);
    assertThat(parcel.left()).hasSize(1);
    assertThat(Parcel.batch(List.of(fit(1, large + " "), fit(2, large))).inside())
        .as("one always goes")
        .hasSize(1);
  }

  private static String text(Parcel parcel) {
    return new String(parcel.letter().body(), StandardCharsets.UTF_8);
  }

  private static String id(int number) {
    return new EventId(new UUID(7, number)).toString();
  }

  private static Message message(int number, String data) {
    Instant at = AT.plusSeconds(number);
    return new Message(
        id(number),
        "a.b",
        PayloadBytes.of("a.b", at, JsonText.trusted(data)),
        new Message.Origin(new TenantId(new UUID(1, 1)), at, null, null));
  }

  private static Prepared.Fit fit(int number, String data) {
    Message message = message(number, data);
    return new Prepared.Fit(
        new ClaimedDelivery(
            new DeliveryId(new UUID(8, number)),
            message.origin().tenant(),
            new EndpointId(new UUID(2, 2)),
            new EventId(new UUID(7, number)),
            Lane.FIRST_ATTEMPTS,
            new ClaimedDelivery.Attempts(0, 0),
            0,
            null,
            new UUID(3, 3),
            true),
        Letter.plain(message),
        0,
        RetryPolicy.of(RetrySchedule.parse(List.of("1s")), 3));
  }
}
