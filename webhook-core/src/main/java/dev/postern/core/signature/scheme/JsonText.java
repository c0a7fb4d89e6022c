package dev.postern.core.signature.scheme;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.StringJoiner;

/** Small JSON objects of strings, for handshake answers. */
public final class JsonText {
  private JsonText() {}

  public static String object(String... nameValue) {
    StringJoiner members = new StringJoiner(",", "{", "}");
    for (int i = 0; i < nameValue.length; i += 2) {
      members.add(quoted(nameValue[i]) + ":" + quoted(nameValue[i + 1]));
    }
    return members.toString();
  }

  private static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
