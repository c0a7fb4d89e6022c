package dev.postern.adminui.sources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.postern.ingest.Forward;
import dev.postern.ingest.SourceMode;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.SuccessAnswer;
import java.util.Map;

/** Where a verified webhook goes, and what its sender is told. */
final class OnwardPage implements SourcePage {
  private final Checkbox forward = new Checkbox("Publish what arrives to the subscribers");
  private final TextField prefix = new TextField("Event type prefix");
  private final Checkbox headers = new Checkbox("With the request's headers, credentials blanked");
  private final Checkbox raw = new Checkbox("With the signed bytes as they came");
  private final Checkbox test = new Checkbox("Test: verify and record, hand on to nobody");
  private final Select<Integer> status = new Select<>();
  private final TextField contentType = new TextField("Media type of the answer");
  private final TextArea answer = new TextArea("Answer");

  OnwardPage(SourceSettings settings) {
    Forward onwards = settings.forward();
    forward.setValue(onwards.publish());
    String stored = onwards.typePrefix();
    prefix.setValue(stored == null ? "" : stored);
    prefix.setHelperText("Optional. invoice.paid becomes stripe.invoice.paid.");
    headers.setValue(onwards.includeHeaders());
    raw.setValue(onwards.rawBody());
    test.setValue(settings.mode() == SourceMode.TEST);
    status.setLabel("Status of the answer");
    status.setItems(200, 202, 204);
    status.setValue(settings.successStatus());
    SuccessAnswer own = settings.successAnswer();
    contentType.setPlaceholder("text/plain");
    answer.setPlaceholder("A receipt with the webhook's id");
    answer.setHelperText("Optional: sent as it stands, for new webhooks and for repeated ones.");
    answer.addClassName("mono");
    if (own != null) {
      contentType.setValue(own.contentType());
      answer.setValue(own.body());
    }
  }

  @Override
  public String title() {
    return "Then";
  }

  @Override
  public Component content() {
    Div choices = new Div(forward, headers, raw, test);
    choices.addClassNames("stack", "whole");
    Div pairs = new Div(choices, prefix, status, contentType, answer);
    pairs.addClassName("pairs");
    answer.addClassName("whole");
    return pairs;
  }

  @Override
  public void fill(ObjectNode settings) {
    settings
        .putObject("forward")
        .put("publish", forward.getValue())
        .put("type_prefix", prefix.getValue().isBlank() ? null : prefix.getValue().strip())
        .put("include_headers", headers.getValue())
        .put("raw_body", raw.getValue());
    settings.put("mode", test.getValue() ? "test" : "live");
    settings.put("success_status", status.getValue());
    if (answer.isEmpty() && contentType.isEmpty()) {
      settings.putNull("success_answer");
    } else {
      settings
          .putObject("success_answer")
          .put("body", answer.getValue())
          .put(
              "content_type",
              contentType.isEmpty() ? "text/plain" : contentType.getValue().strip());
    }
  }

  @Override
  public Map<String, HasValidationProperties> fields() {
    return Map.of(
        "/forward/type_prefix", prefix,
        "/success_status", status,
        "/success_answer", answer,
        "/success_answer/body", answer,
        "/success_answer/content_type", contentType);
  }
}
