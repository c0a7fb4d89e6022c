package dev.postern.adminui.why;

import dev.postern.adminui.part.Tone;
import org.jspecify.annotations.Nullable;

/**
 * What became of one thing at one place.
 *
 * @param place whom it is about: an endpoint's URL, a handler
 * @param word of the badge
 * @param path of the page that shows more, or null
 */
record Line(String place, String word, Tone tone, String sentence, @Nullable String path) {}
