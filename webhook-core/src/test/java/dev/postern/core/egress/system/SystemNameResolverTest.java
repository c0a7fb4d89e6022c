package dev.postern.core.egress.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SystemNameResolverTest {

  @Test
  void finds_the_machine_itself_and_fails_closed_on_what_does_not_exist() throws Exception {
    try (SystemNameResolver names = new SystemNameResolver()) {
      assertThat(names.lookup("localhost", Duration.ofSeconds(5)))
          .isNotEmpty()
          .allMatch(address -> address.isLoopbackAddress());
      assertThatExceptionOfType(UnknownHostException.class)
          .isThrownBy(() -> names.lookup("nowhere.invalid", Duration.ofSeconds(5)));
    }
  }

  @Test
  void knows_the_addresses_of_this_node() {
    assertThat(OwnAddresses.ofInterfaces()).anyMatch(range -> range.network().isLoopbackAddress());
  }
}
