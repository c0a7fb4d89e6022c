package dev.postern.outbound;

import dev.postern.core.Service;
import dev.postern.core.store.ModuleSchema;

/** The outbound half's own tables. */
@Service
public class OutboundSchema implements ModuleSchema {
  @Override
  public String folder() {
    return "outbound";
  }
}
