package dev.postern.core.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.util.regex.Pattern;

/** What is wrong with a JSON text, for whoever sent it: without names of classes and settings. */
final class SyntaxWords {
  static final String BEYOND_LIMITS =
      "The body is nested over 100 levels deep, or has a number of over 400 digits.";

  private static final Pattern ADVICE =
      Pattern.compile("(: enable `|: expected | \\(start marker at | at \\[Source| \\[Source).*");

  private SyntaxWords() {}

  static String of(StreamReadException e) {
    String what = ADVICE.matcher(String.valueOf(e.getOriginalMessage())).replaceAll("");
    JsonLocation at = e.getLocation();
    return at == null || at.getLineNr() < 1
        ? what + "."
        : what + ", line " + at.getLineNr() + ", column " + at.getColumnNr() + ".";
  }
}
