package dev.postern.outbound.dispatch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.core.Service;
import dev.postern.core.id.AttemptId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.TenantId;
import dev.postern.core.json.Json;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.HeaderFields;
import dev.postern.outbound.TestSend;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.ledger.Attempt;
import dev.postern.outbound.ledger.AttemptOutcome;
import dev.postern.outbound.ledger.AttemptTimings;
import dev.postern.outbound.send.NotSentException;
import dev.postern.outbound.send.Reply;
import dev.postern.outbound.send.Timings;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trial shot past the queue: the same composing, signing and sending as for every delivery. */
@Service
public class SignedTestSend implements TestSend {
  private final Targets targets;
  private final Composer composer;
  private final Post post;
  private final Pace pace;

  @Inject
  public SignedTestSend(Targets targets, Composer composer, Post post, Pace pace) {
    this.targets = targets;
    this.composer = composer;
    this.post = post;
    this.pace = pace;
  }

  @Override
  public Attempt send(TenantId tenant, EndpointId endpoint, String type) {
    EndpointSettings settings =
        targets
            .find(tenant, endpoint)
            .orElseThrow(() -> ProblemException.notFound("The endpoint"))
            .settings();
    List<SecretVersion> keys = post.keys(endpoint);
    if (keys.isEmpty()) {
      throw ProblemException.conflict("no_secret", "The endpoint has no live secret to sign with.");
    }
    Instant now = pace.time().instant().truncatedTo(ChronoUnit.MILLIS);
    String body = body(type, now);
    Message message =
        new Message(
            new EventId(pace.ids().next()).toString(),
            type,
            body.getBytes(StandardCharsets.UTF_8),
            new Message.Origin(tenant, now, null, null));
    Letter alone = letter(settings, message, now);
    Letter letter =
        settings.delivery().batching() == null ? alone : Parcel.together(List.of(alone));
    HeaderFields headers = SignedHeaders.of(settings, letter, now, keys);
    dev.postern.outbound.send.AttemptOutcome outcome = sent(settings, headers, letter);
    return new Attempt(
        new AttemptId(pace.ids().next()),
        1,
        now,
        timings(outcome.timings()),
        AttemptOutcome.valueOf(outcome.outcome().name()),
        new Attempt.Request(
            joined(SignedHeaders.masked(headers, settings)),
            new String(letter.body(), StandardCharsets.UTF_8)),
        outcome.reply().map(SignedTestSend::response).orElse(null),
        outcome.detail());
  }

  private dev.postern.outbound.send.AttemptOutcome sent(
      EndpointSettings settings, HeaderFields headers, Letter letter) {
    try {
      return post.send(settings, headers, letter.body());
    } catch (NotSentException busy) {
      return busy.outcome();
    }
  }

  private Letter letter(EndpointSettings settings, Message message, Instant now) {
    return switch (composer.compose(settings, message, now)) {
      case Composed.Ready(Letter ready) -> ready;
      case Composed.Unfit unfit -> Letter.plain(message);
    };
  }

  private static String body(String type, Instant now) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("type", type);
    body.put("timestamp", Json.timestamp(now));
    body.putObject("data").put("test", true);
    return body.toString();
  }

  private static Attempt.Response response(Reply reply) {
    return new Attempt.Response(
        reply.status(), joined(reply.headers()), reply.body().text(), reply.body().truncated());
  }

  private static Map<String, String> joined(HeaderFields fields) {
    Map<String, String> joined = new LinkedHashMap<>();
    fields
        .entries()
        .forEach(field ->
            joined.merge(
                field.getKey().toLowerCase(java.util.Locale.ROOT),
                field.getValue(),
                (first, second) -> first + ", " + second));
    return joined;
  }

  private static AttemptTimings timings(Timings timings) {
    return new AttemptTimings(
        timings.total(),
        taken(timings.dns()),
        taken(timings.connect()),
        taken(timings.tls()),
        taken(timings.firstByte()));
  }

  private static @Nullable Duration taken(Duration phase) {
    return phase.isZero() ? null : phase;
  }
}
