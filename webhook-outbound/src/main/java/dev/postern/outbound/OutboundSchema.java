package dev.postern.outbound;

import dev.postern.core.Service;
import dev.postern.core.store.ModuleSchema;
import java.util.List;

/** The outbound half's own tables. */
@Service
public class OutboundSchema implements ModuleSchema {
  @Override
  public String folder() {
    return "outbound";
  }

  @Override
  public List<String> partitionedTables() {
    return List.of("event", "delivery", "attempt");
  }
}
