package dev.postern.adminui.node;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the built project is, whichever folder the tests were started from. */
public final class Launcher {
  private Launcher() {}

  public static Path path() {
    return project().resolve("postern");
  }

  public static Path project() {
    Path here = Path.of("").toAbsolutePath();
    while (here != null && !Files.isExecutable(here.resolve("postern"))) {
      here = here.getParent();
    }
    if (here == null) {
      throw new IllegalStateException("the tests run inside the project");
    }
    return here;
  }
}
