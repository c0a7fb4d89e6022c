package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.shared.HasValidationProperties;
import dev.postern.outbound.endpoint.CloudEventsMode;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.FormatOptions;
import dev.postern.outbound.endpoint.SignatureFormat;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How deliveries are signed and laid out. */
final class FormatPage implements EditorPage {
  private final CheckboxGroup<SignatureFormat> formats = new CheckboxGroup<>("Signed as");
  private final RadioButtonGroup<CloudEventsMode> mode =
      new RadioButtonGroup<>("Layout of the CloudEvent");

  FormatPage(EndpointSettings present) {
    formats.setItems(SignatureFormat.values());
    formats.setItemLabelGenerator(FormatPage::explain);
    formats.setValue(new LinkedHashSet<>(present.signatureFormats()));
    formats.setHelperText(
        "Several at once let receivers move from one to the other without a gap.");
    formats.addClassName("stacked");
    mode.setItems(CloudEventsMode.values());
    mode.setItemLabelGenerator(FormatPage::explain);
    mode.setValue(present.formatOptions().mode());
    mode.addClassName("stacked");
    mode.setVisible(formats.getValue().contains(SignatureFormat.CLOUDEVENTS));
    formats.addValueChangeListener(
        change -> mode.setVisible(change.getValue().contains(SignatureFormat.CLOUDEVENTS)));
  }

  @Override
  public String title() {
    return "Formats";
  }

  @Override
  public Component content() {
    Div content = new Div(formats, mode);
    content.addClassName("stack");
    return content;
  }

  @Override
  public EndpointSettings edit(EndpointSettings stored) {
    Set<SignatureFormat> chosen = formats.getValue();
    List<SignatureFormat> ordered =
        List.of(SignatureFormat.values()).stream().filter(chosen::contains).toList();
    Map<SignatureFormat, Instant> sunsets = new EnumMap<>(SignatureFormat.class);
    stored
        .formatOptions()
        .sunsets()
        .forEach((format, at) -> {
          if (chosen.contains(format)) {
            sunsets.put(format, at);
          }
        });
    return stored.with(
        new FormatOptions(sunsets, mode.getValue()), ordered.toArray(SignatureFormat[]::new));
  }

  @Override
  public Map<String, HasValidationProperties> fields() {
    return Map.of("/signature_formats", formats);
  }

  private static String explain(SignatureFormat format) {
    return switch (format) {
      case STANDARD -> "Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature";
      case X_WEBHOOK -> "X-Webhook-Signature over the body";
      case X_SIGNATURE -> "X-Signature over timestamp and body";
      case CLOUDEVENTS -> "CloudEvents, signed as Standard Webhooks";
    };
  }

  private static String explain(CloudEventsMode mode) {
    return switch (mode) {
      case STRUCTURED -> "Structured: everything in the body";
      case BINARY -> "Binary: the data in the body, the rest in ce- headers";
    };
  }
}
