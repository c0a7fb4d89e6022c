package dev.postern.outbound.dispatch;

import dev.postern.core.id.EventId;
import dev.postern.core.json.Json;
import dev.postern.core.signature.HeaderFields;
import dev.postern.outbound.send.AttemptOutcome;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * What goes in one request: one event, or a batch. A batch is {@code
 * {"type":"webhook.batch","timestamp":…,"data":[{"id","type","timestamp","data"},…]}}, in the order
 * the events were accepted; of CloudEvents it is their own batch format. Its id and its bytes
 * follow from the events in it and from nothing else: so the same events have the same id again
 * when they are tried again.
 *
 * @param inside at least one
 * @param left those that did not fit any more
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#33-batched-content-mode">CloudEvents
 *     HTTP binding, batched content mode</a>
 */
record Parcel(Letter letter, List<Prepared.Fit> inside, List<Prepared.Fit> left) {
  static final String TYPE = "webhook.batch";

  /** Bytes after which no further event is put in. */
  static final int MOST_BYTES = 4 * 1024 * 1024;

  private static final HeaderFields JSON = HeaderFields.of("content-type", "application/json");
  private static final HeaderFields CLOUD_EVENTS =
      HeaderFields.of("content-type", "application/cloudevents-batch+json; charset=UTF-8");

  static Parcel single(List<Prepared.Fit> one) {
    return new Parcel(one.getFirst().letter(), one, List.of());
  }

  static Parcel batch(List<Prepared.Fit> fit) {
    List<Prepared.Fit> inside = new ArrayList<>();
    List<Prepared.Fit> left = new ArrayList<>();
    int bytes = 0;
    for (Prepared.Fit each :
        fit.stream().sorted(Comparator.comparing(f -> f.letter().message().eventId())).toList()) {
      bytes += each.letter().body().length;
      (inside.isEmpty() || bytes <= MOST_BYTES ? inside : left).add(each);
    }
    return new Parcel(together(inside.stream().map(Prepared.Fit::letter).toList()), inside, left);
  }

  /** What the ledger says of each delivery in it. */
  AttemptOutcome told(AttemptOutcome outcome) {
    return letter.message().type().equals(TYPE) && inside.size() > 1
        ? new AttemptOutcome(
            outcome.outcome(),
            outcome.detail() + " One request carried " + inside.size() + " events.",
            outcome.reply(),
            outcome.timings(),
            outcome.retryAfter())
        : outcome;
  }

  /** One letter of one or more. */
  static Letter together(List<Letter> inside) {
    Message newest = inside.getLast().message();
    boolean cloudEvents = isCloudEvent(inside.getFirst());
    Instant at = newest.origin().occurredAt();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String head =
        "{\"type\":\"" + TYPE + "\",\"timestamp\":\"" + Json.timestamp(at) + "\",\"data\":[";
    body.writeBytes((cloudEvents ? "[" : head).getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < inside.size(); i++) {
      Letter part = inside.get(i);
      String before = (i == 0 ? "" : ",") + (cloudEvents ? "" : idOf(part));
      body.writeBytes(before.getBytes(StandardCharsets.UTF_8));
      int from = cloudEvents ? 0 : 1;
      body.write(part.body(), from, part.body().length - from);
    }
    body.writeBytes((cloudEvents ? "]" : "]}").getBytes(StandardCharsets.UTF_8));
    byte[] bytes = body.toByteArray();
    return new Letter(
        new Message(id(inside), TYPE, bytes, newest.origin()),
        bytes,
        cloudEvents ? CLOUD_EVENTS : JSON,
        true);
  }

  /** The event's own object begins with its id; the rest of it is as in a request of its own. */
  private static String idOf(Letter part) {
    return "{\"id\":\"" + part.message().eventId() + "\",";
  }

  private static boolean isCloudEvent(Letter letter) {
    return letter
        .content()
        .first("content-type")
        .filter(type -> type.startsWith("application/cloudevents+json"))
        .isPresent();
  }

  private static String id(List<Letter> inside) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      inside.forEach(
          each -> digest.update(each.message().eventId().getBytes(StandardCharsets.UTF_8)));
      ByteBuffer hash = ByteBuffer.wrap(digest.digest());
      String text = new EventId(new UUID(hash.getLong(), hash.getLong())).toString();
      return "batch" + text.substring(text.indexOf('_'));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
