package dev.postern.adminui.part;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import java.util.Map;
import java.util.stream.Collectors;

/** A text as it went over the wire, copyable; JSON is indented for reading, copied as it was. */
public final class CodeBox extends Div {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper READER = new ObjectMapper();

  private CodeBox(String shown, String copied, String label) {
    addClassName("code-box");
    Pre text = new Pre(shown);
    text.getElement().setAttribute("tabindex", "0");
    text.getElement().setAttribute("aria-label", label);
    add(text, new CopyButton(copied, "Copy " + label));
  }

  public static CodeBox body(String body, String label) {
    return new CodeBox(indented(body), body, label);
  }

  /** Shown and copied as it is. */
  public static CodeBox plain(String text, String label) {
    return new CodeBox(text, text, label);
  }

  public static CodeBox headers(Map<String, String> headers, String label) {
    String lines =
        headers.entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue())
            .collect(Collectors.joining("\n"));
    return new CodeBox(lines, lines, label);
  }

  private static String indented(String body) {
    String start = body.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return body;
    }
    try {
      JsonNode tree = READER.readTree(body);
      return tree == null ? body : tree.toPrettyString();
    } catch (JsonProcessingException notJson) {
      return body;
    }
  }
}
