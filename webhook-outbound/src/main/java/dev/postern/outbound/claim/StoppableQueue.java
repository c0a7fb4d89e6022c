package dev.postern.outbound.claim;

import dev.postern.core.id.EndpointId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** A queue that gives nothing out while somebody has stopped it; what is out comes back as ever. */
final class StoppableQueue implements DeliveryQueue {
  private final DeliveryQueue queue;
  private final BooleanSupplier stopped;

  StoppableQueue(DeliveryQueue queue, BooleanSupplier stopped) {
    this.queue = queue;
    this.stopped = stopped;
  }

  @Override
  public ClaimBatch claim(ClaimRequest request) {
    return stopped.getAsBoolean()
        ? new ClaimBatch(List.of(), Optional.empty(), List.of())
        : queue.claim(request);
  }

  @Override
  public PacedClaim claimPaced(ClaimRequest request, EndpointId endpoint) {
    return stopped.getAsBoolean() ? PacedClaim.NOTHING : queue.claimPaced(request, endpoint);
  }

  @Override
  public void renew(Collection<ClaimedDelivery> deliveries, Duration length) {
    queue.renew(deliveries, length);
  }

  @Override
  public void release(Collection<ClaimedDelivery> deliveries) {
    queue.release(deliveries);
  }

  @Override
  public Set<ClaimedDelivery> settle(Collection<QueueMove> moves) {
    return queue.settle(moves);
  }
}
