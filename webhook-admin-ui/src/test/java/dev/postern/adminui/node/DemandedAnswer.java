package dev.postern.adminui.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Whether what came over the wire is the answer that a provider demands. */
final class DemandedAnswer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode expected;
  private final String head;
  private final String body;

  private DemandedAnswer(JsonNode expected, String head, String body) {
    this.expected = expected;
    this.head = head;
    this.body = body;
  }

  /** True too where nothing is demanded. */
  static boolean given(JsonNode expected, RawHttp.Reply reply) {
    int end = reply.text().indexOf("\r\n\r\n");
    String head = end < 0 ? reply.text() : reply.text().substring(0, end + 2);
    String raw = end < 0 ? "" : reply.text().substring(end + 4);
    String body =
        head.toLowerCase(Locale.ROOT).contains("\r\ntransfer-encoding: chunked\r\n")
            ? joined(raw)
            : raw;
    String text = new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return expected.path("status").asInt(reply.status()) == reply.status()
        && new DemandedAnswer(expected, head, text).given();
  }

  private boolean given() {
    JsonNode header = expected.path("header");
    boolean same =
        expected.path("body").asText(body).equals(body)
            && body.contains(expected.path("body_contains").asText(""))
            && (!expected.has("json") || expected.get("json").equals(json()))
            && (header.isMissingNode()
                || field(header.path(0).asText()).startsWith(header.path(1).asText()));
    for (JsonNode name : expected.path("headers_present")) {
      same &= !field(name.asText()).isEmpty();
    }
    for (JsonNode name : expected.path("headers_absent")) {
      same &= field(name.asText()).isEmpty();
    }
    return same;
  }

  private String field(String name) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }

  private static String joined(String chunks) {
    StringBuilder whole = new StringBuilder();
    for (int at = 0; ; ) {
      int line = chunks.indexOf("\r\n", at);
      int size = line < 0 ? 0 : Integer.parseInt(chunks.substring(at, line).strip(), 16);
      if (size == 0) {
        return whole.toString();
      }
      whole.append(chunks, line + 2, line + 2 + size);
      at = line + 2 + size + 2;
    }
  }
}
