package dev.postern.outbound.subscription;

/**
 * What the filters of a whole publish may cost, be it one event or a batch: every filter has its
 * {@link FilterBudget}, but a thousand of them on a thousand events would keep a node busy for
 * hours. Counted in the same units, so that it depends on events and filters alone and not on how
 * the node fares. For one publish; not thread-safe.
 */
public final class FilterAllowance {
  /**
   * Ten seconds of ordinary work or so; of regular expressions that are made to be slow, a minute
   * and more. Everyday filters of 1,000 subscriptions on 1,000 events: half.
   */
  public static final long OF_A_PUBLISH = 20_000_000;

  private long spent;
  private boolean exceeded;

  /** Whether another filter may be asked; one that may not makes it exceeded for good. */
  boolean affords() {
    exceeded |= spent >= OF_A_PUBLISH;
    return !exceeded;
  }

  void spend(long cost) {
    spent += cost;
  }

  public boolean isUntouched() {
    return spent == 0;
  }

  /** Some filter was not asked any more. */
  public boolean isExceeded() {
    return exceeded;
  }
}
