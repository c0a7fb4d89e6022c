package dev.postern.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.bench.run.Postgres;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  @Test
  void claimsGoOnFromTheFirstEndpointAfterTheLastWhileEnoughWaits() throws Exception {
    // Two hundred claims reach the last endpoint with the 143rd.
    Claims enough = new Claims(40_000);
    Claims tooFew = new Claims(5_000);
    try (Postgres postgres = new Postgres()) {
      enough.open(postgres.fresh());
      assertThat(enough.median()).isPositive();
      String url = postgres.fresh();
      assertThatThrownBy(() -> tooFew.open(url)).isInstanceOf(IllegalStateException.class);
    } finally {
      enough.close();
      tooFew.close();
    }
  }
}
