package dev.postern.outbound.dispatch;

import dev.postern.outbound.claim.ClaimedDelivery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A claimed delivery on its way.
 *
 * @param message empty when the event or the subscription is not in the store any more
 * @param claimedAt of the monotonic clock, taken before the claim: the lease is no older
 */
record Dispatch(ClaimedDelivery delivery, Optional<Message> message, long claimedAt) {
  /** One list for every request that is to be made. */
  static Collection<List<Dispatch>> together(List<Dispatch> claimed) {
    List<List<Dispatch>> requests = new ArrayList<>();
    Map<UUID, List<Dispatch>> batches = new LinkedHashMap<>();
    for (Dispatch dispatch : claimed) {
      if (dispatch.delivery().batched()) {
        batches
            .computeIfAbsent(dispatch.delivery().lease(), lease -> new ArrayList<>())
            .add(dispatch);
      } else {
        requests.add(List.of(dispatch));
      }
    }
    requests.addAll(batches.values());
    return requests;
  }
}
