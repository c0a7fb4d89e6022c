package dev.postern.ingest.handover;

import dev.postern.core.Service;
import jakarta.inject.Inject;

/** Where the handover reads and writes. */
@Service
public record HandoverRooms(HandoverQueue queue, CargoStore cargo, OutcomeStore outcomes) {
  @Inject
  public HandoverRooms {}
}
