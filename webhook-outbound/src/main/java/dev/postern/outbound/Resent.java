package dev.postern.outbound;

/** What came of the wish to send a delivery again. */
public enum Resent {
  /** It is due now, or when its endpoint takes deliveries again. */
  QUEUED,
  /** It is being sent at this moment. */
  IN_FLIGHT,
  ENDPOINT_DELETED,
  /** With it went the transformation by which the receiver was to get it. */
  SUBSCRIPTION_DELETED,
  /** The tenant has no such delivery. */
  UNKNOWN
}
