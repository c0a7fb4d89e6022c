package dev.postern.ingest.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Cuts a body into bodies that hold one event each; the bytes around and of each are kept. */
final class Cuts {
  static final int MAX_PARTS = 1000;
  static final long MAX_BYTES = 16L * 1024 * 1024;

  private Cuts() {}

  /**
   * One body for each event, in order; the body itself when it holds one or none. Empty when it
   * holds more than can be cut apart within {@value #MAX_PARTS} parts and {@value #MAX_BYTES}
   * bytes.
   */
  static Optional<List<byte[]>> of(byte[] body, List<String> arrays) {
    return cut(body, arrays)
        .filter(Cuts::within)
        .map(parts -> parts.size() > 1 ? parts : List.of(body));
  }

  private static Optional<List<byte[]>> cut(byte[] json, List<String> arrays) {
    Optional<ArraySpan> found =
        arrays.isEmpty() ? Optional.empty() : ArraySpan.find(json, arrays.getFirst());
    if (found.isEmpty() || found.get().elements().isEmpty()) {
      return Optional.of(List.of(json));
    }
    ArraySpan span = found.get();
    long around = json.length - (span.close() - span.open());
    if (span.elements().size() > MAX_PARTS
        || around * span.elements().size() + json.length > MAX_BYTES) {
      return Optional.empty();
    }
    List<byte[]> parts = new ArrayList<>();
    for (ArraySpan.Range element : span.elements()) {
      byte[] inner = Arrays.copyOfRange(json, element.from(), element.to());
      Optional<List<byte[]>> cut = cut(inner, arrays.subList(1, arrays.size()));
      if (cut.isEmpty() || parts.size() + cut.get().size() > MAX_PARTS) {
        return Optional.empty();
      }
      cut.get().forEach(one -> parts.add(around(json, span, one)));
    }
    return Optional.of(parts);
  }

  private static byte[] around(byte[] json, ArraySpan span, byte[] element) {
    byte[] whole = new byte[span.open() + element.length + json.length - span.close()];
    System.arraycopy(json, 0, whole, 0, span.open());
    System.arraycopy(element, 0, whole, span.open(), element.length);
    System.arraycopy(
        json, span.close(), whole, span.open() + element.length, json.length - span.close());
    return whole;
  }

  private static boolean within(List<byte[]> parts) {
    return parts.stream().mapToLong(part -> part.length).sum() <= MAX_BYTES;
  }
}
