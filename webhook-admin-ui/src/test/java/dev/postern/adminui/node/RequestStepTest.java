package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.trace.TraceParent;
import dev.postern.core.trace.Tracer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a collector of traces is told of a request: nothing that its sender wrote. */
class RequestStepTest {
  private static final String CANARY = "canary-5e02";
  private final List<String> told = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "/in/canary-5e02, /in/{token}",
    "/api/v1/tenants/canary-5e02/endpoints, /api",
  })
  void no_token_id_header_or_query_is_in_a_span(String path, String route) {
    try (RequestStep step = RequestStep.of(new Collecting(), request(path))) {
      step.answered(response());
    }

    assertThat(told)
        .as("it is told of")
        .contains("name=_OTHER " + route, "http.route=" + route, "failed=503")
        .noneMatch(each -> each.contains(CANARY));
  }

  /** Every text of it holds a canary. */
  private static HttpServletRequest request(String path) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            RequestStepTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getRequestURI" -> path;
                  case "getRequestURL" -> new StringBuffer("http://localhost" + path);
                  default -> CANARY;
                });
  }

  private static HttpServletResponse response() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            RequestStepTest.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (self, method, arguments) -> method.getName().equals("getStatus") ? 503 : CANARY);
  }

  /** A collector that keeps what it is told. */
  private final class Collecting implements Tracer {
    @Override
    public Span begin(String name, Kind kind, Optional<TraceParent> parent) {
      told.add("name=" + name);
      return new Step();
    }
  }

  private final class Step implements Tracer.Span {
    @Override
    public Optional<TraceParent> context() {
      return Optional.empty();
    }

    @Override
    public void set(String attribute, String value) {
      told.add(attribute + "=" + value);
    }

    @Override
    public void set(String attribute, long value) {
      told.add(attribute + "=" + value);
    }

    @Override
    public void failed(String type) {
      told.add("failed=" + type);
    }

    @Override
    public void close() {
      told.add("closed");
    }
  }
}
