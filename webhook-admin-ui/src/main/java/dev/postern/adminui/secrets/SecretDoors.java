package dev.postern.adminui.secrets;

import dev.postern.adminui.part.Times;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.page.PageRequest;
import jakarta.inject.Inject;
import java.util.List;

/** What the panel of secrets reads besides the secrets themselves. */
@Service
public class SecretDoors {
  private static final int SHOWN = 50;
  private final AuditTrail trail;
  private final Times times;

  @Inject
  SecretDoors(AuditTrail trail, Times times) {
    this.trail = trail;
    this.times = times;
  }

  /** Who did what to the owner's secrets, newest first. */
  List<AuditEntry> history(SecretOwner of) {
    AuditFilter filter =
        new AuditFilter(
            of.owner().type() + ".secret.", null, of.owner().id().toString(), null, null);
    return trail
        .list(of.visit().tenantTo(Permission.READ).uuid(), filter, PageRequest.first(SHOWN))
        .data();
  }

  Times times() {
    return times;
  }
}
