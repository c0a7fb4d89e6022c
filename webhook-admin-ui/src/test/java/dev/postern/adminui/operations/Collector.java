package dev.postern.adminui.operations;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Takes spans as a collector of OpenTelemetry does: OTLP over HTTP, in Protobuf. */
final class Collector implements AutoCloseable {
  private final HttpServer server;
  private final List<Told> told = new CopyOnWriteArrayList<>();

  /** One span; ids in hexadecimal digits, the parent's empty where there is none. */
  record Told(String name, String trace, String id, String parent, Map<String, String> attributes) {

    static Told of(Span span) {
      return new Told(
          span.getName(),
          hex(span.getTraceId().toByteArray()),
          hex(span.getSpanId().toByteArray()),
          hex(span.getParentSpanId().toByteArray()),
          span.getAttributesList().stream()
              .collect(Collectors.toMap(KeyValue::getKey, Told::text)));
    }

    private static String text(KeyValue attribute) {
      return attribute.getValue().hasStringValue()
          ? attribute.getValue().getStringValue()
          : Long.toString(attribute.getValue().getIntValue());
    }

    private static String hex(byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
  }

  Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          ExportTraceServiceRequest.parseFrom(exchange.getRequestBody().readAllBytes())
              .getResourceSpansList()
              .stream()
              .flatMap(resource -> resource.getScopeSpansList().stream())
              .flatMap(scope -> scope.getSpansList().stream())
              .forEach(span -> told.add(Told.of(span)));
          exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Told> of(String trace) {
    return told.stream().filter(span -> span.trace().equals(trace)).toList();
  }

  List<Told> all() {
    return List.copyOf(told);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
