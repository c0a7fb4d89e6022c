package dev.postern.core.purge;

import java.util.List;

/** What a module keeps of tenants or of sources, beyond what ends with their deletion at once. */
public interface Leftovers {
  /** Whose ids the steps understand. */
  PurgeKind kind();

  /** In the order in which they go, each until it finds nothing more. */
  List<PurgeStep> steps();
}
