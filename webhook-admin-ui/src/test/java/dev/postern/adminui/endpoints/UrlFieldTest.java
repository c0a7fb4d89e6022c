package dev.postern.adminui.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.textfield.TextField;
import dev.postern.core.egress.Corpus;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.outbound.endpoint.EndpointSettings;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every URL of the corpus typed into the console's field, of the new endpoint and of the editor.
 */
class UrlFieldTest {
  private static final String GOOD = "https://receiver.example/";

  static Stream<Corpus.Line> refused() {
    return Corpus.urls().stream()
        .filter(
            line -> line.verdict().startsWith("REJECT_") && !line.verdict().equals("REJECT_DNS"));
  }

  static Stream<Corpus.Line> taken() {
    return Corpus.urls().stream()
        .filter(line -> Set.of("ALLOW", "REJECT_DNS", "PIN").contains(line.verdict()));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_bad_one_is_marked_as_it_is_typed_and_the_mark_goes_with_it(Corpus.Line line) {
    fields()
        .forEach(field -> {
          field.setValue(line.input());
          assertThat(field.isInvalid()).isTrue();
          assertThat(field.getErrorMessage())
              .isEqualTo(judged(line.input()).orElseThrow())
              .isNotBlank();
          field.setValue(GOOD);
          assertThat(field.isInvalid()).isFalse();
        });
  }

  @ParameterizedTest
  @MethodSource("taken")
  void a_good_one_is_not(Corpus.Line line) {
    fields()
        .forEach(field -> {
          field.setValue(line.input());
          assertThat(field.isInvalid()).isFalse();
        });
  }

  @Test
  void what_surrounds_it_is_not_stored() {
    UrlField field = new UrlField(UrlFieldTest::judged);
    field.setValue("  " + GOOD + "\n");
    assertThat(field.isInvalid()).isFalse();
    assertThat(field.typed()).isEqualTo(GOOD);
  }

  private static Stream<TextField> fields() {
    EndpointSettings present = EndpointSettings.at("https://before.example/");
    EditorPage page = new WherePage(UrlFieldTest::judged, present);
    return Stream.of(
        new UrlField(UrlFieldTest::judged),
        (TextField) Objects.requireNonNull(page.fields().get("/url")));
  }

  private static Optional<String> judged(String url) {
    return Catalogue.refusal(EgressPolicy.strict(), url);
  }
}
