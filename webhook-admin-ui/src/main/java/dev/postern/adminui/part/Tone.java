package dev.postern.adminui.part;

import java.util.Locale;

/** What a colour means here. Never the only carrier of a meaning: a word always stands with it. */
public enum Tone {
  GOOD,
  BUSY,
  WARN,
  BAD,
  MUTED;

  String className() {
    return "tone-" + name().toLowerCase(Locale.ROOT);
  }
}
