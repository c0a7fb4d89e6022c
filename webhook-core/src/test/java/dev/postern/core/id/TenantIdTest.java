package dev.postern.core.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class TenantIdTest {
  private static final TenantId LIVE =
      new TenantId(UUID.fromString("019aa7b1-2c3d-7e4f-8a5b-6c7d8e9f0a1b"));

  @Test
  void the_test_mode_has_an_id_of_its_own_that_leads_back() {
    TenantId test = LIVE.in(Mode.TEST);

    assertThat(test.uuid()).hasToString("019aa7b1-2c3d-8e4f-8a5b-6c7d8e9f0a1b");
    assertThat(test.mode()).isEqualTo(Mode.TEST);
    assertThat(LIVE.mode()).isEqualTo(Mode.LIVE);
    assertThat(test.in(Mode.TEST)).isEqualTo(test);
    assertThat(test.in(Mode.LIVE)).isEqualTo(LIVE);
    assertThat(TenantId.parse(test.toString())).contains(test);
  }
}
