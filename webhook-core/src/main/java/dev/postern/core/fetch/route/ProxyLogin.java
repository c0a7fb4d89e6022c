package dev.postern.core.fetch.route;

import dev.postern.core.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who we are to the proxy, RFC 7617. */
record ProxyLogin(String user, SecretText password) {
  static String name(String text) {
    if (text.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a colon");
    }
    return text;
  }

  String field() {
    byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
    return "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(pair) + "\r\n";
  }
}
