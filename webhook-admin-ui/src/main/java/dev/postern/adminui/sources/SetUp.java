package dev.postern.adminui.sources;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What to do at a provider so that it posts here, from {@code provider-setup.txt}. */
final class SetUp {
  private static final Map<String, List<String>> STEPS = read();
  private static final List<String> ANY =
      List.of(
          "Give the sender the URL above.",
          "Both sides need the same secret: set the sender's here, or give them the source's.",
          "Send a test; it appears below at once, or the reason why it was refused.");

  private SetUp() {}

  static List<String> steps(String provider) {
    return STEPS.getOrDefault(provider, ANY);
  }

  private static Map<String, List<String>> read() {
    try (InputStream in =
            Objects.requireNonNull(SetUp.class.getResourceAsStream("provider-setup.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" \\| "))
          .collect(
              Collectors.toUnmodifiableMap(
                  parts -> parts[0], parts -> Arrays.asList(parts).subList(1, parts.length)));
    } catch (IOException e) {
      throw new UncheckedIOException("provider-setup.txt cannot be read", e);
    }
  }
}
