package dev.postern.adminui.node;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Lines for the person who started the node. They go to the process's own standard output and not
 * through the server's logging: a set-up link belongs on a screen and never into a log file.
 */
final class Terminal {
  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private Terminal() {}

  static void say(String line) {
    OUT.println(line);
  }
}
