package dev.postern.bench.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a JVM says of its heap: one line for each generation, or one in all. */
public final class Heap {
  /** Spaces of a generation and what is not heap have no total. */
  private static final Pattern USED = Pattern.compile("total [^\n]*?used ([0-9]+)K");

  private Heap() {}

  /** The serial collector leaves gaps, which count as used, but every fourth time. */
  private static final int COLLECTIONS = 4;

  /** What is live after full collections of that process, in MiB. */
  public static double live(long pid) throws IOException, InterruptedException {
    for (int i = 0; i < COLLECTIONS; i++) {
      String unused = jcmd(pid, "GC.run");
    }
    return used(jcmd(pid, "GC.heap_info")) / 1024.0;
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

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
