package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.endpoint.EndpointSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** URL, description and headers. */
final class WherePage implements EditorPage {
  private final UrlField url;
  private final TextField description = new TextField("Description");
  private final TextArea headers = new TextArea("Headers of your own");

  /**
   * @param refusal why a URL is refused; empty when it is not
   */
  WherePage(Function<String, Optional<String>> refusal, EndpointSettings present) {
    url = new UrlField(refusal);
    url.setValue(present.url());
    description.setValue(present.description());
    headers.setValue(
        present.headers().entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue())
            .collect(Collectors.joining("\n")));
    headers.setPlaceholder("X-Team: billing");
    headers.setHelperText("One a line, sent with every delivery. Not for credentials: see Auth.");
    headers.addClassName("mono");
  }

  @Override
  public String title() {
    return "Where";
  }

  @Override
  public Component content() {
    Div content = new Div(url, description, headers);
    content.addClassName("stack");
    return content;
  }

  @Override
  public EndpointSettings edit(EndpointSettings stored) {
    return new EndpointSettings(
        url.typed(),
        description.getValue().strip(),
        stored.signatureFormats(),
        parsed(),
        stored.delivery(),
        stored.suspension(),
        stored.formatOptions(),
        stored.access());
  }

  @Override
  public Map<String, HasValidationProperties> fields() {
    Map<String, HasValidationProperties> fields = new LinkedHashMap<>();
    fields.put("/url", url);
    fields.put("/description", description);
    fields.put("/headers", headers);
    lines()
        .forEach((name, value) ->
            fields.put("/headers/" + name.replace("~", "~0").replace("/", "~1"), headers));
    return fields;
  }

  private Map<String, String> parsed() {
    headers
        .getValue()
        .lines()
        .filter(line -> !line.isBlank() && line.indexOf(':') < 1)
        .findFirst()
        .ifPresent(line -> {
          throw ProblemException.unprocessable(
              "invalid_header", "/headers", "A header is a name, a colon and a value: " + line);
        });
    return lines();
  }

  private Map<String, String> lines() {
    Map<String, String> lines = new LinkedHashMap<>();
    headers
        .getValue()
        .lines()
        .filter(line -> line.indexOf(':') > 0)
        .forEach(line -> {
          int colon = line.indexOf(':');
          lines.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        });
    return lines;
  }
}
