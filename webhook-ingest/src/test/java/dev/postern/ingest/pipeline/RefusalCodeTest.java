package dev.postern.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.signature.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalCodeTest {
  @ParameterizedTest
  @EnumSource(Reason.class)
  void every_reason_of_the_core_has_a_code_of_the_contract(Reason reason) {
    assertThat(RefusalCode.of(reason).word()).isEqualTo(reason.publicCode());
  }

  @Test
  void finer_reasons_become_the_nearest_code() {
    assertThat(RefusalCode.of(Reason.BAD_TOKEN).status()).isEqualTo(401);
    assertThat(RefusalCode.of(Reason.DUPLICATE_HEADER)).isEqualTo(RefusalCode.MALFORMED_SIGNATURE);
    assertThat(RefusalCode.of(Reason.EMPTY_SECRET)).isEqualTo(RefusalCode.NO_SECRET);
    assertThat(RefusalCode.of(Reason.BAD_VERIFY_TOKEN).status()).isEqualTo(403);
  }
}
