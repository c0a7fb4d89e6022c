package dev.postern.adminui.audit;

import dev.postern.adminui.part.LiveUpdates;
import dev.postern.adminui.part.Times;
import dev.postern.core.Service;
import dev.postern.core.audit.AuditTrail;
import jakarta.inject.Inject;

/** The door to the trail, the clock, and what draws again. */
@Service
public class TrailDoors {
  private final AuditTrail trail;
  private final Times times;
  private final LiveUpdates updates;

  @Inject
  TrailDoors(AuditTrail trail, Times times, LiveUpdates updates) {
    this.trail = trail;
    this.times = times;
    this.updates = updates;
  }

  AuditTrail trail() {
    return trail;
  }

  Times times() {
    return times;
  }

  LiveUpdates updates() {
    return updates;
  }
}
