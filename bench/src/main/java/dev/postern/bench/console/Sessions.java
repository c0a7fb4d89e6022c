package dev.postern.bench.console;

import dev.postern.bench.run.Node;
import java.io.IOException;
import java.util.List;

/** What an open session keeps on the heap, with the overview on its screen, live. */
final class Sessions {
  private static final int WARMING = 3;

  private Sessions() {}

  static Timed weigh(Node node, Visitor visitor, int sessions)
      throws IOException, InterruptedException {
    for (int i = 0; i < WARMING; i++) {
      visitor.signIn();
    }
    double before = node.liveHeapMebibytes();
    for (int i = 0; i < sessions; i++) {
      visitor.signIn();
    }
    double each = (node.liveHeapMebibytes() - before) * 1024 / sessions;
    return new Timed(
        "heap for each of " + sessions + " open sessions", "KiB", List.of(each), null, null);
  }
}
