package dev.postern.adminui.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was signed in one request, and with what.
 *
 * @param header that carries the signature
 * @param prefix before the digest
 * @param signed the text before the body: {@code id.timestamp.}, or nothing
 * @param key how the secret's text becomes the key
 * @param hex whether the digest is in hex; else in base64
 */
record Recipe(String header, String signature, String prefix, String signed, Key key, boolean hex) {

  /** How the secret's text becomes the key. */
  enum Key {
    /** The base64 after {@code whsec_}. */
    DECODED,
    /** The text itself. */
    TEXT
  }

  /** Empty when nothing in the request is keyed with a secret that both sides know. */
  static Optional<Recipe> of(Map<String, String> headers) {
    TreeMap<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    fields.putAll(headers);
    for (String family : List.of("webhook", "svix")) {
      String header = family + "-signature";
      String standard = fields.getOrDefault(header, "");
      if (standard.contains("v1,")) {
        String signed = fields.get(family + "-id") + "." + fields.get(family + "-timestamp") + ".";
        return Optional.of(new Recipe(header, standard, "v1,", signed, Key.DECODED, false));
      }
    }
    String timed = fields.get("x-signature");
    if (timed != null && fields.containsKey("x-timestamp")) {
      return Optional.of(
          new Recipe(
              "x-signature", timed, "sha256=", fields.get("x-timestamp") + ".", Key.TEXT, true));
    }
    String plain = fields.get("x-webhook-signature");
    return plain == null || !fields.containsKey("x-webhook-id")
        ? Optional.empty()
        : Optional.of(new Recipe("x-webhook-signature", plain, "sha256=", "", Key.TEXT, true));
  }
}
