package dev.postern.bench.figure;

import dev.postern.bench.run.Bench;
import dev.postern.bench.run.Figure;
import dev.postern.bench.run.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a node that does nothing has live on its heap, after a full collection. */
final class IdleMemory implements Figure {
  private static final Pattern USED = Pattern.compile("used ([0-9]+)K");

  @Override
  public String name() {
    return "live heap of an idle node";
  }

  @Override
  public String unit() {
    return "MiB";
  }

  @Override
  public boolean moreIsBetter() {
    return false;
  }

  @Override
  public double measure(Bench bench) throws Exception {
    try (Node node = Node.start(bench.home(), "", Map.of())) {
      return liveHeap(node);
    }
  }

  static double liveHeap(Node node) throws IOException, InterruptedException {
    jcmd(node, "GC.run");
    Matcher used = USED.matcher(jcmd(node, "GC.heap_info"));
    if (!used.find()) {
      throw new IOException("No heap was told.");
    }
    return Double.parseDouble(used.group(1)) / 1024;
  }

  private static String jcmd(Node node, String command) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(node.pid()), command)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
