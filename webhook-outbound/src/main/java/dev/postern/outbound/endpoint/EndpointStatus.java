package dev.postern.outbound.endpoint;

/** Whether an endpoint is sent to. Stored by name in {@code endpoint_health.status}. */
public enum EndpointStatus {
  ACTIVE,
  /** By the machine: see the reason. Deliveries are held. */
  SUSPENDED,
  /** By a person, or by the receiver's own 410 (reason {@code gone}). Deliveries are held. */
  DISABLED
}
