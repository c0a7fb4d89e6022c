package dev.postern.core.audit;

import org.jspecify.annotations.Nullable;

/** Where a request came from; both null for what no request asked for. */
public record Origin(@Nullable String ip, @Nullable String requestId) {
  static final Origin NONE = new Origin(null, null);
}
