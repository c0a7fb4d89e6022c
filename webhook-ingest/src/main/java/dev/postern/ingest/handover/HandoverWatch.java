package dev.postern.ingest.handover;

import dev.postern.ingest.ReceivedStatus;
import java.time.Duration;

/** Sees every try and every end of one, on the worker's own thread: be quick and never throw. */
interface HandoverWatch {
  void tried(Recipient recipient, Outcome outcome);

  /**
   * What became of a webhook in this round.
   *
   * @param age since it was received
   */
  void ended(ReceivedStatus status, Duration age);
}
