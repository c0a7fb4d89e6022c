package dev.postern.adminui.verify;

import dev.postern.outbound.ledger.Attempt;

/** A request as a command for a POSIX shell. Pure. */
public final class Curl {
  private Curl() {}

  public static String of(String url, Attempt.Request request) {
    StringBuilder command = new StringBuilder("curl -i -X POST ").append(quoted(url));
    request
        .headers()
        .forEach((name, value) -> command.append(" \\\n  -H ").append(quoted(name + ": " + value)));
    return command.append(" \\\n  --data-raw ").append(quoted(request.body())).toString();
  }

  /** Nothing within single quotes means anything to a shell but the quote itself. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
