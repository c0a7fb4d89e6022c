package dev.postern.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.access.Caller;
import dev.postern.core.access.Role;
import dev.postern.core.id.Mode;
import dev.postern.core.id.TenantId;
import dev.postern.core.tenant.Tenant;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdempotentRequestTest {
  private static final byte[] BODY = {1, 2};
  private static final Tenant ACME =
      new Tenant(new TenantId(new UUID(0x7000, 1)), "acme", "Acme", Instant.EPOCH);

  @Test
  void the_same_request_is_the_same_at_every_node() {
    byte[] hash = hash("http://node-a:8080/api/v1/tenants/acme/events?x=1", BODY);

    assertThat(hash("https://gate.example.com/api/v1/tenants/acme/events?x=1", BODY))
        .isEqualTo(hash);
    assertThat(hash("http://node-a:8080/api/v1/tenants/acme/endpoints?x=1", BODY))
        .isNotEqualTo(hash);
    assertThat(hash("http://node-a:8080/api/v1/tenants/acme/events", BODY)).isNotEqualTo(hash);
    assertThat(hash("http://node-a:8080/api/v1/tenants/acme/events?x=1", new byte[] {1}))
        .isNotEqualTo(hash);
  }

  /** {@code %2F} inside a name is not the slash between two. */
  @Test
  void the_path_counts_as_it_was_written() {
    assertThat(hash("http://a/x%3Fy", BODY)).isNotEqualTo(hash("http://a/x?y", BODY));
  }

  @Test
  void a_key_belongs_to_the_tenant_of_the_path_and_to_the_caller() {
    Caller platform =
        new Caller("api_key", "platform", "Platform", Optional.empty(), Role.PLATFORM_ADMIN);

    assertThat(IdempotentRequest.scope(platform, ACME)).isEqualTo(ACME.id() + "|platform");
    assertThat(IdempotentRequest.scope(platform, ACME.in(Mode.TEST)))
        .isNotEqualTo(IdempotentRequest.scope(platform, ACME));
    assertThat(IdempotentRequest.scope(platform, null)).isEqualTo("platform|platform");
  }

  private static byte[] hash(String uri, byte[] body) {
    return IdempotentRequest.hash(URI.create(uri), body);
  }
}
