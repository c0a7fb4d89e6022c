package dev.postern.adminui.sources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.shared.HasValidationProperties;
import dev.postern.core.signature.CustomScheme;
import dev.postern.core.signature.CustomSchemeJson;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceSettings;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What the provider needs besides its secret; for {@code custom}, how it signs. */
final class SignaturePage implements SourcePage {
  private final Lines config;
  private final SchemeField scheme;
  private final boolean custom;

  SignaturePage(Source source, InstantSource time) {
    SourceSettings settings = source.settings();
    custom = source.provider().equals("custom");
    config =
        new Lines(
                "What the provider needs besides",
                settings.providerConfig().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .sorted()
                    .collect(Collectors.toList()))
            .hint("public_url=https://hooks.example.com/in/…", "name=value, one a line.");
    scheme = new SchemeField(source.ingestUrl(), time);
    CustomScheme present = settings.customScheme();
    if (present != null) {
      scheme.setValue(CustomSchemeJson.write(present).toPrettyString());
    }
  }

  @Override
  public String title() {
    return custom ? "How it signs" : "Provider";
  }

  @Override
  public Component content() {
    Div content = custom ? new Div(scheme, config) : new Div(config);
    content.addClassName("stack");
    return content;
  }

  @Override
  public void fill(ObjectNode settings) {
    ObjectNode values = settings.putObject("provider_config");
    pairs().forEach(values::put);
    if (custom) {
      scheme.fill(settings);
    }
  }

  @Override
  public Map<String, HasValidationProperties> fields() {
    Map<String, HasValidationProperties> fields = new HashMap<>();
    fields.put("/provider_config", config);
    pairs().keySet().forEach(key -> fields.put("/provider_config/" + key, config));
    fields.put("/custom_scheme", scheme.field());
    return fields;
  }

  private Map<String, String> pairs() {
    Map<String, String> pairs = new LinkedHashMap<>();
    config.words().stream()
        .filter(line -> line.indexOf('=') > 0)
        .forEach(line -> {
          int sign = line.indexOf('=');
          pairs.put(line.substring(0, sign).strip(), line.substring(sign + 1).strip());
        });
    return pairs;
  }
}
