package dev.postern.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.access.Caller;
import dev.postern.core.access.Role;
import dev.postern.core.id.TenantId;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdempotentRequestTest {
  private static final byte[] BODY = {1, 2};
  private static final TenantId ACME = new TenantId(new UUID(0x7000, 1));

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

  /** Rows of older nodes are found by it, during an upgrade and after: it may never change. */
  @Test
  void a_key_belongs_to_its_caller_as_in_every_version() {
    assertThat(scope(Optional.empty())).isEqualTo("platform|key_1");
    assertThat(scope(Optional.of(ACME))).isEqualTo(ACME + "|key_1");
  }

  private static String scope(Optional<TenantId> tenant) {
    return IdempotentRequest.scope(
        new Caller("api_key", "key_1", "Key", tenant, Role.PLATFORM_ADMIN));
  }

  private static byte[] hash(String uri, byte[] body) {
    return IdempotentRequest.hash(URI.create(uri), body);
  }
}
