package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.shared.HasValidationProperties;
import dev.postern.adminui.part.MomentField;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.endpoint.CloudEventsMode;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.FormatOptions;
import dev.postern.outbound.endpoint.PayloadForm;
import dev.postern.outbound.endpoint.SignatureFormat;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** How deliveries are signed and laid out. */
final class FormatPage implements EditorPage {
  private final CheckboxGroup<SignatureFormat> formats = new CheckboxGroup<>("Signed as");
  private final Map<SignatureFormat, MomentField> sunsets = new EnumMap<>(SignatureFormat.class);
  private final RadioButtonGroup<CloudEventsMode> mode =
      new RadioButtonGroup<>("Layout of the CloudEvent");
  private final RadioButtonGroup<PayloadForm> payload = new RadioButtonGroup<>("Body");
  private final SignatureField custom;

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
    payload.setItems(PayloadForm.values());
    payload.setItemLabelGenerator(FormatPage::explain);
    payload.setValue(present.formatOptions().payload());
    payload.addClassName("stacked");
    custom = new SignatureField(present.formatOptions().custom());
    for (SignatureFormat format : SignatureFormat.values()) {
      MomentField sunset = new MomentField("Stop " + format.word());
      sunset.show(present.formatOptions().sunsets().get(format));
      sunsets.put(format, sunset);
    }
    formats.addValueChangeListener(change -> draw());
    draw();
  }

  @Override
  public String title() {
    return "Formats";
  }

  @Override
  public Component content() {
    Div ends = new Div();
    sunsets.values().forEach(ends::add);
    ends.addClassName("pairs");
    Details sunset = new Details("Let a format end", ends);
    sunset.setOpened(sunsets.values().stream().anyMatch(field -> !field.isEmpty()));
    Div content = new Div(formats, custom, mode, payload, sunset);
    content.addClassName("stack");
    return content;
  }

  private void draw() {
    Set<SignatureFormat> chosen = formats.getValue();
    mode.setVisible(chosen.contains(SignatureFormat.CLOUDEVENTS));
    custom.setVisible(chosen.contains(SignatureFormat.CUSTOM));
    sunsets.forEach((format, field) -> field.setVisible(chosen.contains(format)));
  }

  @Override
  public EndpointSettings edit(EndpointSettings stored) {
    Set<SignatureFormat> chosen = formats.getValue();
    List<SignatureFormat> ordered =
        List.of(SignatureFormat.values()).stream().filter(chosen::contains).toList();
    Map<SignatureFormat, Instant> ends = new EnumMap<>(SignatureFormat.class);
    ordered.forEach(format -> {
      MomentField sunset = Objects.requireNonNull(sunsets.get(format));
      sunset
          .fault()
          .ifPresent(why -> {
            throw ProblemException.unprocessable(
                "invalid_sunset", "/signature_format_sunsets/" + format.word(), why);
          });
      Instant end = sunset.moment();
      if (end != null) {
        ends.put(format, end);
      }
    });
    return stored.with(
        new FormatOptions(ends, mode.getValue(), payload.getValue(), custom.scheme()),
        ordered.toArray(SignatureFormat[]::new));
  }

  @Override
  public Map<String, HasValidationProperties> fields() {
    Map<String, HasValidationProperties> fields = new HashMap<>();
    fields.put("/signature_formats", formats);
    fields.put("/signature_format_sunsets", formats);
    fields.put("/payload", payload);
    SignatureField.POINTERS.forEach(pointer -> fields.put(pointer, custom.field()));
    sunsets.forEach(
        (format, field) -> fields.put("/signature_format_sunsets/" + format.word(), field));
    return fields;
  }

  private static String explain(SignatureFormat format) {
    return switch (format) {
      case STANDARD -> "Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature";
      case X_WEBHOOK -> "X-Webhook-Signature over the body";
      case X_SIGNATURE -> "X-Signature over timestamp and body";
      case CLOUDEVENTS -> "CloudEvents, signed as Standard Webhooks";
      case SVIX -> "Svix: svix-id, svix-timestamp, svix-signature";
      case CUSTOM -> "As your former sender signed: described here";
    };
  }

  private static String explain(PayloadForm form) {
    return switch (form) {
      case EVENT -> "The event: type, timestamp and data";
      case DATA -> "The data alone";
    };
  }

  private static String explain(CloudEventsMode mode) {
    return switch (mode) {
      case STRUCTURED -> "Structured: everything in the body";
      case BINARY -> "Binary: the data in the body, the rest in ce- headers";
    };
  }
}
