package dev.postern.core.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request stands in a trace.
 *
 * @param traceId 32 hexadecimal digits, the same for all of a trace
 * @param parentId 16 hexadecimal digits, of the step that made the request
 * @param flags 2 hexadecimal digits
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>
 */
public record TraceParent(String traceId, String parentId, String flags) {
  public static final String HEADER = "traceparent";

  private static final Pattern FORM =
      Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  /** Empty for what is none: such a header is to be ignored. */
  public static Optional<TraceParent> parse(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    Matcher parts = FORM.matcher(header.strip());
    if (!parts.matches()
        || (header.startsWith("00") && parts.group(4) != null)
        || parts.group(1).matches("0+")
        || parts.group(2).matches("0+")) {
      return Optional.empty();
    }
    return Optional.of(new TraceParent(parts.group(1), parts.group(2), parts.group(3)));
  }

  /** A further step of the same trace. */
  public TraceParent step() {
    long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    return new TraceParent(traceId, HexFormat.of().toHexDigits(id), flags);
  }

  /** As a header's value. */
  @Override
  public String toString() {
    return "00-" + traceId + "-" + parentId + "-" + flags;
  }
}
