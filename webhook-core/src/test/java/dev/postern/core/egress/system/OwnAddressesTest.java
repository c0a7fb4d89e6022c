package dev.postern.core.egress.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.egress.Cidr;
import dev.postern.core.egress.Decision;
import dev.postern.core.egress.EgressPolicy;
import org.junit.jupiter.api.Test;

final class OwnAddressesTest {
  @Test
  void the_hosts_of_the_database_belong_to_the_installation() {
    assertThat(
            OwnAddresses.ofDatabase(
                "jdbc:postgresql://93.184.216.34:5432,[2606:2800:220:1::1],1.1.1.1/postern?ssl=true"))
        .containsExactly(
            Cidr.parse("93.184.216.34/32"),
            Cidr.parse("2606:2800:220:1::1/128"),
            Cidr.parse("1.1.1.1/32"));
    assertThat(OwnAddresses.ofDatabase("jdbc:h2:file:data/postern")).isEmpty();
    assertThat(OwnAddresses.ofDatabase("jdbc:postgresql:postern")).isEmpty();
  }

  @Test
  void a_policy_with_them_refuses_what_is_public_otherwise() {
    EgressPolicy policy =
        EgressPolicy.strict().alsoDenying(OwnAddresses.of("jdbc:postgresql://93.184.216.34/db"));

    assertThat(policy.check("https://93.184.216.34/")).isInstanceOf(Decision.Refused.class);
    assertThat(policy.check("https://93.184.216.35/")).isInstanceOf(Decision.Allowed.class);
    assertThat(OwnAddresses.of("jdbc:h2:mem:x")).containsAll(OwnAddresses.ofInterfaces());
  }
}
