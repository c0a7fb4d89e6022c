package dev.postern.adminui.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.outbound.endpoint.EndpointAccess;
import dev.postern.outbound.endpoint.EndpointAuth;
import dev.postern.outbound.endpoint.EndpointCheck;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.send.TlsProfile;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who edits an endpoint cannot send its stored credentials to a receiver of his own. */
class KeptCredentialsTest {
  private static final String URL = "https://shop.example.com/webhooks";
  private static final SecretText SECRET = SecretText.of("hunter2");

  static List<EndpointAuth> credentials() {
    return List.of(
        new EndpointAuth.Basic("jo", SECRET),
        new EndpointAuth.Bearer(SECRET),
        new EndpointAuth.OAuth2("https://login.example/token", "id", SECRET, null, null));
  }

  @ParameterizedTest
  @MethodSource("credentials")
  void another_receiver_does_not_get_what_was_stored(EndpointAuth auth) {
    EndpointSettings stored = stored(auth);
    List<EditorPage> pages = pages(stored);
    ((TextField) field(pages, "/url")).setValue("https://mine.example/webhooks");

    Problem problem =
        catchThrowableOfType(
                ProblemException.class, () -> EndpointEditor.edited(stored, stored, pages))
            .problem();

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.errors()).extracting(FieldError::pointer).containsExactly("/auth");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://shop.example.com/", "https://shop.example.com:8443/"})
  void another_scheme_or_port_is_another_receiver(String url) {
    EndpointSettings stored = stored(new EndpointAuth.Bearer(SECRET));
    List<EditorPage> pages = pages(stored);
    ((TextField) field(pages, "/url")).setValue(url);

    assertThat(
            catchThrowableOfType(
                ProblemException.class, () -> EndpointEditor.edited(stored, stored, pages)))
        .isNotNull();
  }

  @Test
  void of_what_is_no_url_that_is_said() {
    EndpointSettings stored = stored(new EndpointAuth.Bearer(SECRET));
    List<EditorPage> pages = pages(stored);
    ((TextField) field(pages, "/url")).setValue("https://shop.example.com@mine.example/");
    EndpointSettings edited = EndpointEditor.edited(stored, stored, pages);

    EndpointCheck door = new EndpointCheck(EgressPolicy.strict());
    assertThat(
            catchThrowableOfType(ProblemException.class, () -> door.settings(edited))
                .problem()
                .errors())
        .extracting(FieldError::pointer)
        .containsExactly("/url");
  }

  @Test
  void another_path_and_no_credentials_at_all_are_saved() {
    EndpointSettings stored = stored(new EndpointAuth.Bearer(SECRET));
    List<EditorPage> pages = pages(stored);
    ((TextField) field(pages, "/url")).setValue("https://SHOP.example.com:443/other");
    assertThat(EndpointEditor.edited(stored, stored, pages).access()).isEqualTo(stored.access());

    EndpointSettings open = EndpointSettings.at(URL);
    List<EditorPage> ofOpen = pages(open);
    ((TextField) field(ofOpen, "/url")).setValue("https://mine.example/");
    assertThat(EndpointEditor.edited(open, open, ofOpen).url()).isEqualTo("https://mine.example/");
  }

  @Test
  void credentials_that_are_given_again_go_to_the_new_receiver() {
    EndpointSettings stored = stored(new EndpointAuth.Bearer(SECRET));
    List<EditorPage> pages = pages(stored);
    ((TextField) field(pages, "/url")).setValue("https://mine.example/");
    choose((Select<?>) field(pages, "/auth"), 3);
    ((PasswordField) field(pages, "/auth/token")).setValue("hunter2");

    assertThat(EndpointEditor.edited(stored, stored, pages).access().auth())
        .isEqualTo(new EndpointAuth.Bearer(SECRET));
  }

  private static <T> void choose(Select<T> select, int item) {
    select.setValue(select.getListDataView().getItem(item));
  }

  private static List<EditorPage> pages(EndpointSettings stored) {
    return EndpointEditor.pages(url -> Optional.empty(), stored);
  }

  private static HasValidationProperties field(List<EditorPage> pages, String pointer) {
    return pages.stream()
        .map(page -> page.fields().get(pointer))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private static EndpointSettings stored(EndpointAuth auth) {
    return EndpointSettings.at(URL).with(new EndpointAccess(auth, TlsProfile.RUNTIME));
  }
}
