package dev.postern.bench.faults;

import java.util.Map;

/** What a node says of itself, as an orchestrator asks it. */
record Health(Client client) {
  /** The status of the answer; 0 when there was none in time. */
  int ready(Member member) throws InterruptedException {
    return ask(member, "ready");
  }

  int live(Member member) throws InterruptedException {
    return ask(member, "live");
  }

  private int ask(Member member, String what) throws InterruptedException {
    return client.send(member.port(), "GET", "/health/" + what, Map.of(), new byte[0]).status();
  }
}
