package dev.postern.adminui.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.textfield.TextField;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.endpoint.DeliveryRules;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two people have the editor of an endpoint open. */
class EditedMeanwhileTest {
  private static final EndpointSettings OPENED = EndpointSettings.at("https://example.com/");
  private final List<EditorPage> pages = EndpointEditor.pages(url -> Optional.empty(), OPENED);

  @Test
  void a_colleagues_rate_limit_survives_another_description() {
    EndpointSettings limited = limited(OPENED);
    describe("Shop");

    EndpointSettings saved = EndpointEditor.edited(OPENED, limited, pages);

    assertThat(saved.description()).isEqualTo("Shop");
    assertThat(saved.delivery().rateLimit()).isEqualTo(limited.delivery().rateLimit());
  }

  @Test
  void what_both_changed_is_refused_and_named() {
    describe("Shop");

    assertThatThrownBy(() -> EndpointEditor.edited(OPENED, described("Till"), pages))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(409);
              assertThat(refused.problem().detail()).contains("“Where”");
            });
  }

  @Test
  void a_save_without_a_change_keeps_what_was_stored_meanwhile() {
    assertThat(EndpointEditor.edited(OPENED, described("Till"), pages))
        .isEqualTo(described("Till"));
  }

  private void describe(String text) {
    ((TextField) Objects.requireNonNull(pages.getFirst().fields().get("/description")))
        .setValue(text);
  }

  private static EndpointSettings described(String text) {
    return new EndpointSettings(
        OPENED.url(),
        text,
        OPENED.signatureFormats(),
        OPENED.headers(),
        OPENED.delivery(),
        OPENED.suspension(),
        OPENED.formatOptions(),
        OPENED.access());
  }

  private static EndpointSettings limited(EndpointSettings of) {
    DeliveryRules rules = of.delivery();
    return new EndpointSettings(
        of.url(),
        of.description(),
        of.signatureFormats(),
        of.headers(),
        new DeliveryRules(
            rules.timeout(),
            rules.retrySchedule(),
            rules.maxAttempts(),
            new RateLimit(50, Duration.ofSeconds(9)),
            rules.maxInFlight(),
            rules.ordering(),
            rules.batching()),
        of.suspension(),
        of.formatOptions(),
        of.access());
  }
}
