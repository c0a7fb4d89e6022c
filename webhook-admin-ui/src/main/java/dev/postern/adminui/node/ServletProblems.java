package dev.postern.adminui.node;

import dev.postern.core.json.Json;
import dev.postern.core.problem.Problem;
import dev.postern.core.rest.JsonBodyWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Problems of RFC 9457 where JAX-RS has no say. */
final class ServletProblems {
  private ServletProblems() {}

  static void write(HttpServletResponse response, Problem problem) throws IOException {
    byte[] body = Json.mapper().writeValueAsBytes(problem);
    response.setStatus(problem.status());
    response.setContentType(JsonBodyWriter.PROBLEM);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
