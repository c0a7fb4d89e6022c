package dev.postern.outbound.dispatch;

import dev.postern.outbound.claim.ClaimedDelivery;
import dev.postern.outbound.settle.Settlement;
import java.util.List;

/** What came of a dispatch. */
sealed interface Result {
  ClaimedDelivery delivery();

  static List<Result> givenBack(List<Dispatch> unsent) {
    return unsent.stream().<Result>map(each -> new GivenBack(each.delivery())).toList();
  }

  static List<Result> abandoned(List<Dispatch> together) {
    return together.stream().<Result>map(each -> new Abandoned(each.delivery())).toList();
  }

  /** To be stored. */
  record Made(Settlement settlement) implements Result {
    @Override
    public ClaimedDelivery delivery() {
      return settlement.delivery();
    }
  }

  /** Nothing was sent: due again at once. */
  record GivenBack(ClaimedDelivery delivery) implements Result {}

  /**
   * A bug stood in the way, or the node cut the request off as it stopped: due again when the lease
   * ends, so that it does not spin.
   */
  record Abandoned(ClaimedDelivery delivery) implements Result {}
}
