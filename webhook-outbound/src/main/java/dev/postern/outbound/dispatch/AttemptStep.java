package dev.postern.outbound.dispatch;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.trace.TraceParent;
import dev.postern.core.trace.Tracer;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.send.AttemptOutcome;
import dev.postern.outbound.send.Outcome;
import java.net.URI;
import java.util.Locale;

/** One attempt as a step of the trace that its event came with. */
final class AttemptStep implements AutoCloseable {
  private final Tracer.Span span;

  AttemptStep(Tracer tracer, Parcel parcel, EndpointSettings target) {
    Message message = parcel.letter().message();
    span =
        tracer.begin("POST", Tracer.Kind.CLIENT, TraceParent.parse(message.origin().traceparent()));
    span.set("http.request.method", "POST");
    if (span.context().isPresent()) {
      span.set("server.address", URI.create(target.url()).getHost());
    }
    span.set("messaging.message.id", message.eventId());
    span.set("postern.event.type", message.type());
    span.set("postern.attempt.number", parcel.inside().getFirst().delivery().attempt());
  }

  /** What tells the receiver of this step; no field outside of any trace. */
  HeaderFields header() {
    return span.context()
        .map(context -> HeaderFields.of(TraceParent.HEADER, context.toString()))
        .orElseGet(HeaderFields::of);
  }

  void ended(AttemptOutcome outcome) {
    outcome.status().ifPresent(status -> span.set("http.response.status_code", status));
    if (outcome.outcome() != Outcome.DELIVERED) {
      span.failed(
          outcome
              .status()
              .map(status -> Integer.toString(status))
              .orElseGet(() -> outcome.outcome().name().toLowerCase(Locale.ROOT)));
    }
  }

  @Override
  public void close() {
    span.close();
  }
}
