package dev.postern.ingest.receive;

import dev.postern.core.Service;
import jakarta.inject.Inject;

/** Who deals with a request once it has been judged. */
@Service
public record Desk(Intake intake, Handshakes handshakes, Refusals refusals) {
  @Inject
  public Desk {}
}
