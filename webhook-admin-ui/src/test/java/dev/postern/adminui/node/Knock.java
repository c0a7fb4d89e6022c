package dev.postern.adminui.node;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One request to a node, with the moments it left and was answered.
 *
 * @param said the status and, of a refusal, its code
 */
record Knock(int port, Instant sent, Instant answered, String said) {

  /** At each of the nodes in turn, until that moment has passed, and once more at each of them. */
  static List<Knock> until(Instant end, Poster provider, int... ports) {
    List<Knock> knocks = new ArrayList<>();
    boolean over;
    do {
      over = !Instant.now().isBefore(end);
      for (int port : ports) {
        Instant sent = Instant.now();
        RawHttp.Reply reply = provider.post(port, "knock-" + knocks.size()).orElseThrow();
        knocks.add(
            new Knock(port, sent, Instant.now(), (reply.status() + " " + reply.code()).strip()));
      }
    } while (!over);
    return knocks;
  }

  /** What was said to those that were over before that moment. */
  static List<String> before(Instant moment, int port, List<Knock> knocks) {
    return knocks.stream()
        .filter(it -> it.port == port && it.answered.isBefore(moment))
        .map(Knock::said)
        .distinct()
        .toList();
  }

  /** What was said to those that left at that moment or later. */
  static List<String> since(Instant moment, int port, List<Knock> knocks) {
    return knocks.stream()
        .filter(it -> it.port == port && !it.sent.isBefore(moment))
        .map(Knock::said)
        .distinct()
        .toList();
  }
}
