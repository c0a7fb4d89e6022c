package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.signature.CustomScheme;
import dev.postern.core.signature.CustomSchemeJson;
import dev.postern.core.signature.CustomSchemeJson.Fault;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How an endpoint's own signature is made, as JSON: the members are those of the API. */
final class SignatureField extends Div {
  private static final long serialVersionUID = 1L;
  private static final String POINTER = "/custom_signature";
  private static final String START =
      """
      {
        "signature_header": "X-Convoy-Signature",
        "template": "{body}",
        "algorithm": "hmac_sha256",
        "encoding": "hex"
      }\
      """;

  /** What a finding may be about. */
  static final List<String> POINTERS =
      Stream.of("", "/signature_header", "/timestamp_header", "/id_header")
          .map(member -> POINTER + member)
          .toList();

  private final TextArea json = new TextArea("The signature of your own");

  SignatureField(@Nullable CustomScheme present) {
    json.setValue(present == null ? START : CustomSchemeJson.write(present).toPrettyString());
    json.addClassNames("mono", "tall");
    json.setHelperText(
        "Keyed with the secret's text. The template says what is signed: {body} and, if you like,"
            + " {timestamp}, {id}, {path}, {header:Name}; prefix, timestamp_header, timestamp_unit"
            + " and id_header as for a source of the kind custom.");
    json.setValueChangeMode(ValueChangeMode.ON_BLUR);
    add(json);
  }

  TextArea field() {
    return json;
  }

  /**
   * Null where no such signature is wanted.
   *
   * @throws ProblemException 422 when it is not described
   */
  @Nullable CustomScheme scheme() {
    if (!isVisible()) {
      return null;
    }
    return switch (CustomSchemeJson.read(json.getValue())) {
      case CustomSchemeJson.Outcome.Described(CustomScheme scheme) -> scheme;
      case CustomSchemeJson.Outcome.Faulty(List<Fault> faults) -> {
        String sentences =
            faults.stream()
                .map(fault -> (fault.pointer() + " " + fault.sentence()).strip())
                .collect(Collectors.joining(" "));
        throw ProblemException.unprocessable(
            "invalid_value", List.of(new FieldError(POINTER, sentences)));
      }
    };
  }
}
