package dev.postern.outbound.ledger;

import static dev.postern.outbound.OutboundTables.ACME;
import static dev.postern.outbound.OutboundTables.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.EventId;
import dev.postern.core.id.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class DeliveryFeedTest {
  private static final Logger LOG = Logger.getLogger(DeliveryFeed.class.getName());
  private final DeliveryFeed feed = new DeliveryFeed();
  private final List<DeliveryChange> heard = new ArrayList<>();

  @Test
  void a_listener_hears_its_own_tenant_until_it_closes() {
    DeliveryChange own = change(ACME);
    try (var listening = feed.subscribe(ACME, heard::add)) {
      feed.changed(List.of(own, change(OTHER)));
    }
    feed.changed(List.of(own));
    assertThat(heard).containsExactly(own);
  }

  @Test
  void a_listener_that_fails_keeps_nobody_else_from_hearing() {
    LOG.setLevel(Level.OFF);
    DeliveryChange own = change(ACME);
    try (var failing =
            feed.subscribe(
                ACME,
                change -> {
                  throw new IllegalStateException("a closed window");
                });
        var listening = feed.subscribe(ACME, heard::add)) {
      feed.changed(List.of(own));
    } finally {
      LOG.setLevel(null);
    }
    assertThat(heard).containsExactly(own);
  }

  private static DeliveryChange change(TenantId tenant) {
    UUID any = new UUID(1, 1);
    return new DeliveryChange(
        tenant,
        new DeliveryId(any),
        new EventId(any),
        new EndpointId(any),
        DeliveryStatus.DELIVERED);
  }
}
