package dev.postern.ingest.receive;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.ingest.network.IpText;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** {@code /in/{token}}: plain and synchronous, because that measured fastest. */
@WebServlet("/in/*")
public class IngestServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Reception reception;
  @Inject private transient BodyRoom room;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ProviderAnswer answer;
    try (StreamBody body = new StreamBody(request::getInputStream, room)) {
      answer = reception.answer(arrival(request), body);
    }
    response.setStatus(answer.status());
    answer
        .headers()
        .entries()
        .forEach(field -> response.addHeader(field.getKey(), field.getValue()));
    if (answer.contentType() != null) {
      response.setContentType(answer.contentType());
    }
    if (answer.status() != HttpServletResponse.SC_NO_CONTENT) {
      response.setContentLength(answer.body().length);
      if (!request.getMethod().equals("HEAD")) {
        response.getOutputStream().write(answer.body());
      }
    }
  }

  private static Arrival arrival(HttpServletRequest request) {
    String path = request.getPathInfo();
    return new Arrival(
        request.getMethod(),
        path == null ? "" : path.substring(1),
        request.getQueryString(),
        headers(request),
        peer(request),
        request.getContentLengthLong());
  }

  private static HeaderFields headers(HttpServletRequest request) {
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      for (String value : Collections.list(request.getHeaders(name))) {
        fields.add(Map.entry(name, value));
      }
    }
    return HeaderFields.of(fields);
  }

  private static InetAddress peer(HttpServletRequest request) {
    InetAddress peer = IpText.parse(request.getRemoteAddr());
    if (peer == null) {
      throw new IllegalStateException("The container named no peer address.");
    }
    return peer;
  }
}
