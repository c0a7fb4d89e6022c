package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.PayloadForm;
import dev.postern.outbound.endpoint.SignatureFormat;
import dev.postern.outbound.publish.JsonText;
import dev.postern.outbound.publish.PayloadBytes;
import dev.postern.outbound.subscription.EventTransformation;
import dev.postern.outbound.subscription.TransformationCompiler;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Makes what an endpoint is to get of an event: transformed where its subscription says so, laid
 * out as the endpoint wants it. The transformation is the one that stands now: a dead delivery can
 * be sent again once it is mended. Thread-safe.
 */
@Service
public class Composer {
  private final TransformationCompiler transformations;

  @Inject
  public Composer(TransformationCompiler transformations) {
    this.transformations = transformations;
  }

  Composed compose(EndpointSettings target, Message message, Instant now) {
    boolean cloudEvent = target.formatsAt(now).contains(SignatureFormat.CLOUDEVENTS);
    String transformation = message.origin().transformation();
    boolean bare = target.formatOptions().payload() == PayloadForm.DATA;
    if (!cloudEvent && !bare && transformation == null) {
      return new Composed.Ready(Letter.plain(message));
    }
    JsonText data =
        PayloadBytes.data(message.type(), message.origin().occurredAt(), message.payload());
    if (transformation != null) {
      switch (apply(transformation, message, data)) {
        case EventTransformation.Result.Made(String json) -> data = JsonText.trusted(json);
        case EventTransformation.Result.Failed(String reason) -> {
          return new Composed.Unfit(reason);
        }
      }
    }
    return new Composed.Ready(
        cloudEvent
            ? CloudEvent.of(message, data, target.formatOptions().mode())
            : new Letter(
                message,
                bare
                    ? data.text().getBytes(StandardCharsets.UTF_8)
                    : PayloadBytes.of(message.type(), message.origin().occurredAt(), data),
                Letter.plain(message).content(),
                true));
  }

  private EventTransformation.Result apply(String transformation, Message message, JsonText data) {
    try {
      return transformations
          .transformation(transformation)
          .apply(message.type(), message.origin().channel(), data.text());
    } catch (IllegalArgumentException e) {
      // It compiled when it was stored: a change of ours.
      return new EventTransformation.Result.Failed(String.valueOf(e.getMessage()));
    }
  }
}
