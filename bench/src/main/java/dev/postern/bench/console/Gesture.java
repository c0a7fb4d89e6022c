package dev.postern.bench.console;

import dev.postern.outbound.ledger.DeliveryStatus;
import dev.postern.outbound.ledger.LedgerFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One change of a filter of the list of deliveries.
 *
 * @param start the filters before, as they stand in the address
 * @param make what the visitor does; the clock runs from its last click or key
 * @param filter what is read then, at that moment
 */
record Gesture(
    String name, String start, Consumer<Visitor> make, Function<Instant, LedgerFilter> filter) {

  static List<Gesture> all(Rooms rooms) {
    return Stream.of(
            Stream.of(DeliveryStatus.values()).map(Gesture::status),
            Stream.of(
                chosen("endpoint, busy", "", "Endpoint", rooms.busyName(), busy(rooms, null, null)),
                chosen(
                    "endpoint, 500 rows in 90 days", "", "Endpoint", rooms.rareName(), rare(rooms)),
                chosen(
                    "given up, of the busy endpoint",
                    "status=dead",
                    "Endpoint",
                    rooms.busyName(),
                    busy(rooms, DeliveryStatus.DEAD, null)),
                chosen(
                    "delivered, of the rare endpoint",
                    "endpoint=" + rooms.rare(),
                    "Status",
                    "delivered",
                    new LedgerFilter(
                        DeliveryStatus.DELIVERED, rooms.rare(), null, null, null, null)),
                typed("type, frequent", "", "Event type", "order.created", type("order.created")),
                typed(
                    "type, 500 rows in 90 days",
                    "",
                    "Event type",
                    "audit.exported",
                    type("audit.exported")),
                typed(
                    "rare type of the busy endpoint",
                    "endpoint=" + rooms.busy(),
                    "Event type",
                    "audit.exported",
                    busy(rooms, null, "audit.exported")),
                typed(
                    "rare type, given up",
                    "status=dead",
                    "Event type",
                    "audit.exported",
                    new LedgerFilter(
                        DeliveryStatus.DEAD, null, "audit.exported", null, null, null)),
                within("last hour", "", "Last hour", Duration.ofHours(1)),
                within("last 24 hours", "", "Last 24 hours", Duration.ofDays(1)),
                within("last 7 days", "", "Last 7 days", Duration.ofDays(7)),
                within("last 30 days", "", "Last 30 days", Duration.ofDays(30)),
                found("find: own id, 60 days old", rooms.oldKey()),
                found("find: delivery, 60 days old", rooms.oldDelivery().toString()),
                found("find: event, 60 days old", rooms.oldEvent().toString()),
                found("find: rare subscription", rooms.rareSubscription().toString()),
                found("find: part of a type", "renew"),
                found("find: nothing", "there-is-none"),
                new Gesture("next page", "", Visitor::scroll, now -> LedgerFilter.all())))
        .flatMap(each -> each)
        .toList();
  }

  private static Gesture status(DeliveryStatus status) {
    return chosen(
        "status " + status.word(),
        "",
        "Status",
        status.word(),
        new LedgerFilter(status, null, null, null, null, null));
  }

  private static Gesture chosen(
      String name, String start, String label, String option, LedgerFilter filter) {
    return new Gesture(name, start, it -> it.choose(label, option), now -> filter);
  }

  private static Gesture typed(
      String name, String start, String label, String text, LedgerFilter filter) {
    return new Gesture(name, start, it -> it.type(label, text), now -> filter);
  }

  private static Gesture found(String name, String text) {
    return typed(name, "", "Find", text, new LedgerFilter(null, null, null, null, null, text));
  }

  private static Gesture within(String name, String start, String option, Duration length) {
    return new Gesture(
        name,
        start,
        it -> it.choose("Time", option),
        now -> new LedgerFilter(null, null, null, now.minus(length), null, null));
  }

  private static LedgerFilter busy(Rooms rooms, DeliveryStatus status, String type) {
    return new LedgerFilter(status, rooms.busy(), type, null, null, null);
  }

  private static LedgerFilter rare(Rooms rooms) {
    return new LedgerFilter(null, rooms.rare(), null, null, null, null);
  }

  private static LedgerFilter type(String type) {
    return new LedgerFilter(null, null, type, null, null, null);
  }
}
