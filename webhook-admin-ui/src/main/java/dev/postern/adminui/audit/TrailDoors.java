package dev.postern.adminui.audit;

import dev.postern.adminui.part.Times;
import dev.postern.core.Service;
import dev.postern.core.audit.AuditTrail;
import jakarta.inject.Inject;

/** The door to the trail, and the clock. */
@Service
public class TrailDoors {
  private final AuditTrail trail;
  private final Times times;

  @Inject
  TrailDoors(AuditTrail trail, Times times) {
    this.trail = trail;
    this.times = times;
  }

  AuditTrail trail() {
    return trail;
  }

  Times times() {
    return times;
  }
}
