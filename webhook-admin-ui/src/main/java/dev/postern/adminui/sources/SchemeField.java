package dev.postern.adminui.sources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Tone;
import dev.postern.core.json.Json;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.signature.CustomScheme;
import dev.postern.core.signature.CustomSchemeJson;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a sender of its own kind signs, as JSON, and a captured request that it is tried on. */
final class SchemeField extends Div {
  private static final long serialVersionUID = 1L;
  private static final int TYPING_PAUSE_MS = 300;
  static final String START =
      """
      {
        "signature_header": "X-Signature",
        "prefix": "sha256=",
        "template": "{timestamp}.{body}",
        "algorithm": "hmac_sha256",
        "encoding": "hex",
        "timestamp_header": "X-Timestamp"
      }\
      """;
  private final TextArea scheme = new TextArea("How the sender signs");
  private final PasswordField secret = new PasswordField("Secret");
  private final TextArea headers = new TextArea("Headers of a captured request");
  private final TextArea body = new TextArea("Its body");
  private final Div verdict = new Div();
  private final String url;
  private final transient InstantSource time;

  SchemeField(String url, InstantSource time) {
    this.url = url;
    this.time = time;
    addClassName("stack");
    scheme.setValue(START);
    scheme.addClassNames("mono", "tall");
    scheme.setHelperText(
        "signature_header is all that must be there. The template says what is signed: {body} and,"
            + " if you like, {timestamp}, {id}, {method}, {path}, {query}, {url}, {header:Name}.");
    headers.setPlaceholder("X-Signature: sha256=…");
    headers.addClassName("mono");
    body.setValue("{\"id\":\"evt_1\",\"type\":\"order.created\"}");
    body.addClassName("mono");
    secret.getElement().setAttribute("autocomplete", "off");
    secret.setHelperText("For this trial only; nothing of it is kept.");
    verdict.addClassName("badges");
    verdict.getElement().setAttribute("aria-live", "polite");
    for (TextArea area : List.of(scheme, headers, body)) {
      area.setValueChangeMode(ValueChangeMode.LAZY);
      area.setValueChangeTimeout(TYPING_PAUSE_MS);
      area.addValueChangeListener(change -> judge());
    }
    secret.addValueChangeListener(change -> judge());
    Div sample =
        new Div(
            secret,
            body,
            headers,
            new Div(Buttons.plain("Sign the sample", click -> sign())),
            verdict);
    sample.addClassName("stack");
    add(scheme, new Details("Try it on a request", sample));
  }

  TextArea field() {
    return scheme;
  }

  void setValue(String json) {
    scheme.setValue(json);
  }

  /** 422 when it is no JSON. What it says is judged where it is read. */
  void fill(ObjectNode settings) {
    try {
      settings.set("custom_scheme", Json.mapper().readTree(scheme.getValue()));
    } catch (JsonProcessingException notJson) {
      throw ProblemException.unprocessable(
          "invalid_value", "/custom_scheme", "It is not JSON: " + notJson.getOriginalMessage());
    }
  }

  private void judge() {
    verdict.removeAll();
    Optional<CustomScheme> written = written();
    if (written.isEmpty() || secret.isEmpty() || headers.isEmpty()) {
      return;
    }
    switch (SchemeTrial.judge(written.get(), sample(), time.instant())) {
      case SchemeTrial.Outcome.Genuine(String id, String type) ->
          say(
              new StatusBadge("genuine", Tone.GOOD),
              "The signature fits. " + named("Event id", id) + " " + named("Type", type));
      case SchemeTrial.Outcome.Refused(String code, String sentence) ->
          say(new StatusBadge(code.replace('_', ' '), Tone.BAD), sentence);
    }
  }

  private void sign() {
    verdict.removeAll();
    if (secret.isEmpty()) {
      secret.setInvalid(true);
      secret.setErrorMessage("Type a secret to sign with.");
      secret.focus();
      return;
    }
    secret.setInvalid(false);
    written()
        .ifPresent(scheme -> headers.setValue(SchemeTrial.sign(scheme, sample(), time.instant())));
    judge();
  }

  private Optional<CustomScheme> written() {
    scheme.setInvalid(false);
    return switch (CustomSchemeJson.read(scheme.getValue())) {
      case CustomSchemeJson.Outcome.Described(CustomScheme described) -> Optional.of(described);
      case CustomSchemeJson.Outcome.Faulty(List<CustomSchemeJson.Fault> faults) -> {
        scheme.setInvalid(true);
        scheme.setErrorMessage(
            faults.stream()
                .map(fault -> (fault.pointer() + " " + fault.sentence()).strip())
                .collect(Collectors.joining(" ")));
        yield Optional.empty();
      }
    };
  }

  private SchemeTrial.Sample sample() {
    return new SchemeTrial.Sample(
        url, headers.getValue(), body.getValue(), secret.getValue().strip());
  }

  private static String named(String what, @Nullable String value) {
    return value == null ? what + ": none in it." : what + ": " + value + ".";
  }

  private void say(StatusBadge badge, String sentence) {
    verdict.add(badge, new Span(sentence));
  }
}
