package dev.postern.bench.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Programs of the system. */
final class Commands {
  private Commands() {}

  /**
   * What it printed.
   *
   * @throws IOException when it is not there or said no
   */
  static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + printed);
    }
    return printed;
  }
}
