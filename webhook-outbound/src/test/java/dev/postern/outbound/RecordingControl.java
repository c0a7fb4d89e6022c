package dev.postern.outbound;

import dev.postern.core.id.DeliveryId;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.SubscriptionId;
import dev.postern.core.id.TenantId;
import java.util.ArrayList;
import java.util.List;

/** Stands where the engine does and remembers what it was told. */
public final class RecordingControl implements DeliveryControl {
  public final List<String> calls = new ArrayList<>();

  @Override
  public void skipBacklog(TenantId tenant, EndpointId endpoint) {
    calls.add("skipped " + endpoint);
  }

  @Override
  public void endpointEnabled(TenantId tenant, EndpointId endpoint, Backlog backlog) {
    calls.add("enabled " + endpoint + " " + backlog);
  }

  @Override
  public void endpointDisabled(TenantId tenant, EndpointId endpoint) {
    calls.add("disabled " + endpoint);
  }

  @Override
  public void endpointDeleted(TenantId tenant, EndpointId endpoint) {
    calls.add("deleted " + endpoint);
  }

  @Override
  public void endBacklog(TenantId tenant, SubscriptionId subscription) {
    calls.add("ended " + subscription);
  }

  @Override
  public void subscriptionDeleted(TenantId tenant, SubscriptionId subscription) {
    calls.add("deleted " + subscription);
  }

  @Override
  public Resent retry(TenantId tenant, DeliveryId delivery) {
    return Resent.UNKNOWN;
  }

  @Override
  public boolean cancel(TenantId tenant, DeliveryId delivery) {
    return false;
  }
}
