package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.outbound.endpoint.EndpointAccess;
import dev.postern.outbound.endpoint.EndpointAuth;
import dev.postern.outbound.endpoint.EndpointSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a receiver wants to see in {@code Authorization}. Stored credentials are never shown. */
final class AuthPage implements EditorPage {
  private enum Kind {
    KEEP("As it is"),
    NONE("None"),
    BASIC("Basic: user name and password"),
    BEARER("Bearer token"),
    OAUTH2("OAuth 2.0 client credentials");

    private final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  private final Select<Kind> kind = new Select<>();
  private final TextField username = new TextField("User name");
  private final PasswordField password = secret("Password");
  private final PasswordField token = secret("Token");
  private final TextField tokenUrl = new TextField("Token URL");
  private final TextField clientId = new TextField("Client id");
  private final PasswordField clientSecret = secret("Client secret");
  private final TextField scope = new TextField("Scope");
  private final TextField audience = new TextField("Audience");
  private final String present;

  AuthPage(EndpointSettings settings) {
    present = explain(settings.access().auth());
    kind.setLabel("Authorization");
    kind.setItems(Kind.values());
    kind.setItemLabelGenerator(choice -> choice.label);
    kind.setValue(Kind.KEEP);
    kind.addValueChangeListener(change -> draw());
    tokenUrl.setPlaceholder("https://login.example.com/oauth2/token");
    draw();
  }

  @Override
  public String title() {
    return "Auth";
  }

  @Override
  public Component content() {
    Div content =
        new Div(
            new Paragraph(present),
            kind,
            username,
            password,
            token,
            tokenUrl,
            clientId,
            clientSecret,
            scope,
            audience);
    content.addClassName("stack");
    return content;
  }

  @Override
  public EndpointSettings edit(EndpointSettings stored) {
    return kind.getValue() == Kind.KEEP
        ? stored
        : stored.with(new EndpointAccess(auth(), stored.access().tls()));
  }

  /** The fields do not show what is kept: with another receiver it has to be given again. */
  @Override
  public void judge(EndpointSettings stored, EndpointSettings edited) {
    boolean kept =
        kind.getValue() == Kind.KEEP && !(edited.access().auth() instanceof EndpointAuth.None);
    if (kept && !EndpointAuth.mayFollow(stored.url(), edited.url())) {
      throw ProblemException.unprocessable(
          "missing_field",
          "/auth",
          "The URL leads to another receiver: give the credentials again, or choose None.");
    }
  }

  @Override
  public Map<String, HasValidationProperties> fields() {
    return Map.of(
        "/auth", kind,
        "/auth/username", username,
        "/auth/password", password,
        "/auth/token", token,
        "/auth/token_url", tokenUrl,
        "/auth/client_id", clientId,
        "/auth/client_secret", clientSecret,
        "/auth/scope", scope,
        "/auth/audience", audience);
  }

  private EndpointAuth auth() {
    return switch (kind.getValue()) {
      case KEEP, NONE -> EndpointAuth.none();
      case BASIC -> new EndpointAuth.Basic(username.getValue(), SecretText.of(password.getValue()));
      case BEARER -> new EndpointAuth.Bearer(SecretText.of(token.getValue()));
      case OAUTH2 ->
          new EndpointAuth.OAuth2(
              tokenUrl.getValue().strip(),
              clientId.getValue().strip(),
              SecretText.of(clientSecret.getValue()),
              blank(scope.getValue()),
              blank(audience.getValue()));
    };
  }

  private void draw() {
    Kind chosen = kind.getValue();
    username.setVisible(chosen == Kind.BASIC);
    password.setVisible(chosen == Kind.BASIC);
    token.setVisible(chosen == Kind.BEARER);
    tokenUrl.setVisible(chosen == Kind.OAUTH2);
    clientId.setVisible(chosen == Kind.OAUTH2);
    clientSecret.setVisible(chosen == Kind.OAUTH2);
    scope.setVisible(chosen == Kind.OAUTH2);
    audience.setVisible(chosen == Kind.OAUTH2);
  }

  static String explain(EndpointAuth auth) {
    return switch (auth) {
      case EndpointAuth.None none -> "Nothing is sent besides the signature.";
      case EndpointAuth.Basic basic -> "Basic, as “" + basic.username() + "”.";
      case EndpointAuth.Bearer bearer -> "A bearer token.";
      case EndpointAuth.OAuth2 oauth ->
          "OAuth 2.0, client “" + oauth.clientId() + "” at " + oauth.tokenUrl() + ".";
    };
  }

  private static PasswordField secret(String label) {
    PasswordField field = new PasswordField(label);
    field.getElement().setAttribute("autocomplete", "off");
    return field;
  }

  private static @Nullable String blank(String text) {
    return text.isBlank() ? null : text.strip();
  }
}
