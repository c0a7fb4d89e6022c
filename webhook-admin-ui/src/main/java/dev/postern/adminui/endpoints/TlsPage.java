package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextArea;
import dev.postern.core.secret.SecretText;
import dev.postern.outbound.endpoint.EndpointAccess;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.send.TlsProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Postern's own certificate, and whose certificates count. The stored key is never shown. */
final class TlsPage implements EditorPage {
  private final TextArea certificate = pem("Client certificate");
  private final TextArea key = pem("Private key of the client certificate");
  private final TextArea authorities = pem("Private certificate authorities");
  private final TextArea pins = new TextArea("Pinned public keys");

  TlsPage(EndpointSettings settings) {
    TlsProfile present = settings.access().tls();
    certificate.setValue(text(present.certificates()));
    certificate.setHelperText(
        "PEM, with the certificates above it. Postern shows it to a receiver that asks for one.");
    if (present.key() != null) {
      key.setPlaceholder("Stored. It stays as long as the certificate does.");
    }
    key.setHelperText("PEM, PKCS #8, unencrypted. Kept sealed and never shown again.");
    key.getElement().setAttribute("autocomplete", "off");
    authorities.setValue(text(present.authorities()));
    authorities.setHelperText("PEM. Trusted here in place of the public ones.");
    pins.setValue(String.join("\n", present.pins()));
    pins.setHelperText(
        "One a line: the base64 of SHA-256 over the receiver's public key. With any, one must"
            + " match.");
    pins.setPlaceholder("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    pins.addClassName("mono");
  }

  @Override
  public String title() {
    return "TLS";
  }

  @Override
  public Component content() {
    Div content =
        new Div(
            new Paragraph("Needed by few receivers. TLS 1.2 and a verified host name always are."),
            certificate,
            key,
            authorities,
            pins);
    content.addClassName("stack");
    return content;
  }

  @Override
  public EndpointSettings edit(EndpointSettings stored) {
    return stored.with(new EndpointAccess(stored.access().auth(), profile(stored.access().tls())));
  }

  @Override
  public Map<String, HasValidationProperties> fields() {
    Map<String, HasValidationProperties> fields = new HashMap<>();
    fields.put("/tls/client_certificate", certificate);
    fields.put("/tls/client_key", key);
    fields.put("/tls/ca_certificates", authorities);
    fields.put("/tls/pinned_sha256", pins);
    for (int i = 0; i < lines().size(); i++) {
      fields.put("/tls/pinned_sha256/" + i, pins);
    }
    return fields;
  }

  /** What this endpoint's TLS asks for beyond the rule, in a few words; empty: nothing. */
  static String explain(TlsProfile tls) {
    List<String> words = new ArrayList<>();
    if (tls.certificates() != null) {
      words.add("a client certificate is shown");
    }
    if (tls.authorities() != null) {
      words.add("private authorities only");
    }
    if (!tls.pins().isEmpty()) {
      words.add(tls.pins().size() == 1 ? "1 pinned key" : tls.pins().size() + " pinned keys");
    }
    return String.join(", ", words);
  }

  private TlsProfile profile(TlsProfile stored) {
    String shown = blank(certificate);
    String typed = blank(key);
    SecretText kept =
        shown != null && shown.equals(stripped(stored.certificates())) ? stored.key() : null;
    TlsProfile edited =
        new TlsProfile(
            shown, typed == null ? kept : SecretText.of(typed), blank(authorities), lines());
    return same(edited, stored) ? stored : edited;
  }

  /** But for the blanks around a PEM text. */
  private static boolean same(TlsProfile edited, TlsProfile stored) {
    return edited.equals(
        new TlsProfile(
            stripped(stored.certificates()),
            stored.key(),
            stripped(stored.authorities()),
            stored.pins()));
  }

  private List<String> lines() {
    return pins.getValue().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static TextArea pem(String label) {
    TextArea area = new TextArea(label);
    area.setPlaceholder("-----BEGIN …");
    area.addClassNames("mono", "tall");
    return area;
  }

  private static String text(@Nullable String pem) {
    return pem == null ? "" : pem;
  }

  private static @Nullable String stripped(@Nullable String pem) {
    return pem == null ? null : pem.strip();
  }

  private static @Nullable String blank(TextArea area) {
    return area.getValue().isBlank() ? null : area.getValue().strip();
  }
}
