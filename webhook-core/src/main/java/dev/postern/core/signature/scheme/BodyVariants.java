package dev.postern.core.signature.scheme;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a body may have been before something on its way changed it, by what would have done it.
 * Large bodies are not re-serialised.
 */
final class BodyVariants {
  static final String NEWLINE = "trailing_newline";
  static final String LINE_ENDINGS = "line_endings_changed";
  static final String RESERIALISED = "body_reserialised";
  static final String CHARSET = "charset_changed";
  static final String WHITE_SPACE = "white_space_changed";
  static final String LOST = "body_not_captured";

  private static final int LARGEST_RESERIALISED = 256 * 1024;

  private BodyVariants() {}

  /** Candidates with the code of what explains each; the most likely first. */
  static Map<byte[], String> of(byte[] body) {
    Map<byte[], String> variants = new LinkedHashMap<>();
    String text = new String(body, UTF_8);
    put(variants, text.replaceFirst("\\r?\\n\\z", ""), NEWLINE);
    put(variants, text + "\n", NEWLINE);
    put(variants, text + "\r\n", NEWLINE);
    put(variants, text.replace("\r\n", "\n"), LINE_ENDINGS);
    put(variants, text.replaceAll("(?<!\\r)\\n", "\r\n"), LINE_ENDINGS);
    put(variants, text.strip(), WHITE_SPACE);
    if (body.length <= LARGEST_RESERIALISED) {
      reserialised(variants, text);
    }
    put(variants, text.startsWith("\uFEFF") ? text.substring(1) : "\uFEFF" + text, CHARSET);
    variants.put(text.getBytes(ISO_8859_1), CHARSET);
    variants.put(new String(body, ISO_8859_1).getBytes(UTF_8), CHARSET);
    variants.put(new byte[0], LOST);
    return variants;
  }

  private static void put(Map<byte[], String> variants, String text, String code) {
    variants.put(text.getBytes(UTF_8), code);
  }

  private static void reserialised(Map<byte[], String> variants, String text) {
    try {
      Reserialised.of(text).forEach(json -> put(variants, json, RESERIALISED));
    } catch (IOException e) {
      // No JSON: nobody re-serialised it.
      return;
    }
  }
}
