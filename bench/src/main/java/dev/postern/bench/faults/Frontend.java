package dev.postern.bench.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * What a client of PostgreSQL says, message by message (protocol 3.0, no TLS). Knows a commit also
 * by the name of the statement that was prepared for it.
 */
final class Frontend {
  private static final byte[] COMMITTED = {'C', 0, 0, 0, 11, 'C', 'O', 'M', 'M', 'I', 'T', 0};
  private final DataInputStream in;
  private final Set<String> commits = new HashSet<>();
  private boolean started;

  Frontend(InputStream in) {
    this.in = new DataInputStream(new BufferedInputStream(in, 65_536));
  }

  record Message(byte[] bytes, boolean commit, boolean over) {}

  Message next() throws IOException {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      int type = 0;
      if (started) {
        type = in.readUnsignedByte();
        bytes.write(type);
      }
      started = true;
      int length = in.readInt();
      byte[] body = in.readNBytes(length - 4);
      for (int shift = 24; shift >= 0; shift -= 8) {
        bytes.write(length >>> shift);
      }
      bytes.writeBytes(body);
      return new Message(bytes.toByteArray(), isCommit(type, body), false);
    } catch (EOFException end) {
      return new Message(new byte[0], false, true);
    }
  }

  private boolean isCommit(int type, byte[] body) {
    return switch (type) {
      case 'Q' -> text(body, 0).equalsIgnoreCase("commit");
      case 'P' -> parsed(body);
      case 'B' -> {
        String statement = text(body, text(body, 0).length() + 1);
        yield !statement.isEmpty() && commits.contains(statement);
      }
      default -> false;
    };
  }

  private boolean parsed(byte[] body) {
    String name = text(body, 0);
    boolean commit = text(body, name.length() + 1).equalsIgnoreCase("commit");
    if (commit) {
      commits.add(name);
    } else {
      commits.remove(name);
    }
    return commit;
  }

  private static String text(byte[] body, int from) {
    int end = from;
    while (end < body.length && body[end] != 0) {
      end++;
    }
    return new String(body, from, end - from, StandardCharsets.ISO_8859_1);
  }

  /** Whether a database says in this that a commit is done. */
  static boolean committed(byte[] chunk, int length) {
    for (int i = 0; i + COMMITTED.length <= length; i++) {
      int same = 0;
      while (same < COMMITTED.length && chunk[i + same] == COMMITTED[same]) {
        same++;
      }
      if (same == COMMITTED.length) {
        return true;
      }
    }
    return false;
  }
}
