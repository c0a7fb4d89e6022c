package dev.postern.bench.run;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a JVM says of its heap: one line for each generation, or one in all. */
final class Heap {
  /** Spaces of a generation and what is not heap have no total. */
  private static final Pattern USED = Pattern.compile("total [^\n]*?used ([0-9]+)K");

  private Heap() {}

  /** In KiB. */
  static long used(String info) throws IOException {
    Matcher used = USED.matcher(info);
    long sum = 0;
    while (used.find()) {
      sum += Long.parseLong(used.group(1));
    }
    if (sum == 0) {
      throw new IOException("No heap was told: " + info);
    }
    return sum;
  }
}
