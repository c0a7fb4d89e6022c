package dev.postern.adminui.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetUpTest {
  @Test
  void every_provider_has_steps_of_its_own_or_those_that_fit_any_sender() {
    List<String> any = SetUp.steps("nobody");
    assertThat(SignatureSchemes.all())
        .extracting(SignatureScheme::provider)
        .allSatisfy(provider -> assertThat(SetUp.steps(provider)).isNotEmpty())
        .filteredOn(provider -> SetUp.steps(provider).equals(any))
        .as("those without steps of their own")
        .containsExactlyInAnyOrder(
            "generic-hmac",
            "generic-hmac-prefixed",
            "generic-timestamped",
            "sterling",
            "rfc9421",
            "custom");
  }
}
