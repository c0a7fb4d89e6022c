package dev.postern.adminui.telemetry;

import dev.postern.core.trace.TraceParent;
import dev.postern.core.trace.Tracer;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Steps as spans of OpenTelemetry's SDK, which sends them in batches from a thread of its own. */
final class OtlpTracer implements Tracer {
  private final OpenTelemetrySdk sdk;
  private final io.opentelemetry.api.trace.Tracer spans;

  OtlpTracer(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
    this.spans = sdk.getTracer("dev.postern");
  }

  @Override
  public Tracer.Span begin(String name, Kind kind, Optional<TraceParent> parent) {
    SpanBuilder builder =
        spans
            .spanBuilder(name)
            .setSpanKind(kind == Kind.SERVER ? SpanKind.SERVER : SpanKind.CLIENT);
    parent.ifPresentOrElse(
        from ->
            builder.setParent(
                Context.root().with(io.opentelemetry.api.trace.Span.wrap(context(from)))),
        builder::setNoParent);
    return new Told(builder.startSpan());
  }

  void close(long within, TimeUnit unit) {
    sdk.shutdown().join(within, unit);
  }

  private static SpanContext context(TraceParent from) {
    return SpanContext.createFromRemoteParent(
        from.traceId(),
        from.parentId(),
        TraceFlags.fromHex(from.flags(), 0),
        TraceState.getDefault());
  }

  private record Told(io.opentelemetry.api.trace.Span span) implements Tracer.Span {
    @Override
    public Optional<TraceParent> context() {
      SpanContext context = span.getSpanContext();
      return context.isValid()
          ? Optional.of(
              new TraceParent(
                  context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex()))
          : Optional.empty();
    }

    @Override
    public void set(String attribute, String value) {
      span.setAttribute(attribute, value);
    }

    @Override
    public void set(String attribute, long value) {
      span.setAttribute(attribute, value);
    }

    @Override
    public void failed(String type) {
      span.setAttribute("error.type", type);
      span.setStatus(StatusCode.ERROR);
    }

    @Override
    public void close() {
      span.end();
    }
  }
}
