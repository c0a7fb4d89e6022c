package dev.postern.ingest.rate;

import dev.postern.core.Service;
import jakarta.inject.Inject;

/** Where the exchange writes, and whom it calls. */
@Service
public record RateRooms(RateStore store, RateAlarm alarm) {
  @Inject
  public RateRooms {}
}
