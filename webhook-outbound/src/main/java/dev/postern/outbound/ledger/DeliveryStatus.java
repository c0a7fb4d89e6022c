package dev.postern.outbound.ledger;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a delivery is. Stored by name in {@code delivery.status}, all but {@link #SENDING}. */
public enum DeliveryStatus {
  /** Not tried yet, or held: see the reason. */
  PENDING,
  /** Never stored: its row of {@code delivery_queue} is leased at this moment. */
  SENDING,
  /** Tried in vain, and due again at {@code next_attempt_at}. */
  RETRYING,
  DELIVERED,
  /** Given up: see the reason. */
  DEAD,
  /** Ended by a person: see the reason. */
  CANCELLED;

  /** Nothing more will happen to it by itself. */
  public boolean over() {
    return switch (this) {
      case PENDING, SENDING, RETRYING -> false;
      case DELIVERED, DEAD, CANCELLED -> true;
    };
  }

  /** The word in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<DeliveryStatus> of(String word) {
    return Arrays.stream(values()).filter(status -> status.word().equals(word)).findFirst();
  }
}
