package dev.postern.core.config;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads typed values by key and turns a wrong one into a {@link ConfigException} that names the
 * environment variable, what it holds and what would be right. Values of secret keys are not shown.
 */
public final class Settings {
  private final Function<String, Optional<String>> source;

  public Settings(Function<String, Optional<String>> source) {
    this.source = source;
  }

  public Optional<String> text(String key) {
    return source.apply(key).map(String::strip).filter(value -> !value.isEmpty());
  }

  public <T> T value(String key, String defaultValue, String expected, Function<String, T> parse) {
    return parse(key, text(key).orElse(defaultValue), expected, parse);
  }

  public <T> Optional<T> optional(String key, String expected, Function<String, T> parse) {
    return text(key).map(value -> parse(key, value, expected, parse));
  }

  public boolean flag(String key, boolean defaultValue) {
    return value(
        key,
        Boolean.toString(defaultValue),
        "true or false",
        word ->
            switch (word.toLowerCase(Locale.ROOT)) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("neither true nor false");
            });
  }

  public int port(String key, int defaultValue) {
    return value(
        key,
        Integer.toString(defaultValue),
        "a port from 1 to 65535, or -1 for none",
        word -> {
          int port = Integer.parseInt(word);
          if (port != -1 && (port < 1 || port > 65535)) {
            throw new IllegalArgumentException("out of range");
          }
          return port;
        });
  }

  public static String environmentName(String key) {
    return key.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private <T> T parse(String key, String value, String expected, Function<String, T> parse) {
    try {
      return parse.apply(value);
    } catch (RuntimeException wrong) {
      String shown =
          secret(key) ? "a value (not shown)" : "'" + value.replaceAll("\\p{Cntrl}", "?") + "'";
      throw new ConfigException(
          environmentName(key) + " holds " + shown + "; expected " + expected + reason(wrong));
    }
  }

  private static String reason(RuntimeException wrong) {
    String message = wrong.getMessage();
    return message == null || wrong instanceof NumberFormatException ? "." : " (" + message + ").";
  }

  private static boolean secret(String key) {
    return key.endsWith("key")
        || key.endsWith("key.previous")
        || key.endsWith("password")
        || key.endsWith("secret")
        || key.equals("postern.smtp.url");
  }
}
