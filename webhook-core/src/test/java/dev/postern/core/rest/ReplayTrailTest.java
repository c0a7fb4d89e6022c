package dev.postern.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.idempotency.StoredAnswer;
import dev.postern.core.page.PageRequest;
import dev.postern.core.store.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTrailTest {
  private static final TenantId ACME = new TenantId(new UUID(1, 1));
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private final AtomicLong ids = new AtomicLong();
  private TestDatabase database;
  private AuditTrail trail;

  @BeforeEach
  void openTrail() {
    database = TestDatabase.h2(new String[] {"core"});
    trail =
        new AuditTrail(
            new AuditStore(database.database()),
            database.transactions(),
            new Stamp(() -> new UUID(0x7000, ids.incrementAndGet()), () -> NOW));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"key_1\",\"value\":\"canary\"}",
        "{\"id\":\"ep_1\",\"secret\":{\"id\":\"sec_1\",\"value\":\"canary\"}}",
        "{\"id\":\"usr_1\",\"invitation_url\":\"canary\"}",
        "{\"id\":\"alc_1\",\"secret\":\"canary\"}"
      })
  void a_secret_that_is_shown_again_is_in_the_trail_without_its_value(String body) {
    replay(body, ACME);

    assertThat(entries(ACME.uuid()))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.action()).isEqualTo("secret.replayed");
          assertThat(entry.targetId()).isEqualTo("tenants/acme/api-keys");
          assertThat(entry.toString()).doesNotContain("canary");
        });
    replay(body, null);
    assertThat(entries(AuditTrail.PLATFORM)).hasSize(1);
  }

  @Test
  void any_other_answer_is_not() {
    replay("{\"id\":\"evt_1\",\"deliveries\":[]}", ACME);
    replay("{\"name\":\"a.b\",\"example\":{\"value\":\"x\"}}", ACME);
    replay("", ACME);

    assertThat(entries(ACME.uuid())).isEmpty();
  }

  private void replay(String body, @Nullable TenantId tenant) {
    new ReplayTrail(trail)
        .replayed(new StoredAnswer(201, null, body), tenant, "tenants/acme/api-keys");
  }

  private List<AuditEntry> entries(UUID chain) {
    return trail.list(chain, AuditFilter.ALL, PageRequest.first(5)).data();
  }
}
