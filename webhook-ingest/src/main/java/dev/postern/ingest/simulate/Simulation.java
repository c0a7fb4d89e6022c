package dev.postern.ingest.simulate;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a source made of a played attack.
 *
 * @param safe whether each case came out as it should
 */
public record Simulation(boolean safe, List<Verdict> results) {

  private static final Set<String> TAKEN = Set.of("accepted", "duplicate", "replayed");

  /**
   * @param name {@code signed}, {@code duplicate}, {@code stale_replay}, {@code tampered}
   * @param verdict {@code accepted}, {@code duplicate}, {@code handshake} or the refusal's code
   * @param diagnosis what the operators' record would say
   * @param expected verdicts that are as they should be
   */
  public record Verdict(
      String name,
      String verdict,
      @Nullable String diagnosis,
      List<String> expected,
      boolean asExpected) {

    /** Taken although it was tampered with, because the provider signs no more than it does. */
    public boolean openByNature() {
      return asExpected && name.equals("tampered") && TAKEN.contains(verdict);
    }
  }
}
