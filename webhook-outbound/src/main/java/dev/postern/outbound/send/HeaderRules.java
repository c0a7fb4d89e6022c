package dev.postern.outbound.send;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which static header fields an endpoint may add. What frames the message, belongs to one hop or is
 * signed and promised by Postern itself stays Postern's.
 */
public final class HeaderRules {

  /** Most fields an endpoint may add. */
  public static final int MAX_FIELDS = 50;

  /** Longest value, in characters. */
  public static final int MAX_VALUE_LENGTH = 4096;

  private static final int MAX_NAME_LENGTH = 128;

  // RFC 9110 sections 7.2, 7.6.1, 8.6 and 10.1.1, RFC 9112 section 6: who sets these can smuggle.
  private static final Set<String> FRAMING =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "http2-settings");

  private static final Set<String> PROMISED =
      Set.of(
          "content-type",
          "content-encoding",
          "user-agent",
          "x-webhook-signature",
          "x-webhook-event",
          "x-webhook-id",
          "x-webhook-timestamp",
          "x-signature",
          "x-timestamp",
          "svix-id",
          "svix-timestamp",
          "svix-signature");

  // What is in every request that has a signature, whichever it is.
  private static final Set<String> ALWAYS =
      Set.of("content-type", "content-encoding", "user-agent", "traceparent", "tracestate");

  private HeaderRules() {}

  /**
   * One field that may not be added.
   *
   * @param name the field's name as given
   * @param detail one sentence for a person; never repeats the value, which may be a credential
   */
  public record InvalidHeader(String name, String detail) {}

  /** Every problem of an endpoint's fields; empty when they may be stored. */
  public static List<InvalidHeader> problems(List<Map.Entry<String, String>> fields) {
    List<InvalidHeader> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Map.Entry<String, String> field : fields) {
      String name = field.getKey();
      problem(name, field.getValue())
          .or(() ->
              seen.add(lower(name))
                  ? Optional.empty()
                  : Optional.of("The header " + name + " is given twice."))
          .ifPresent(detail -> problems.add(new InvalidHeader(name, detail)));
    }
    if (fields.size() > MAX_FIELDS) {
      problems.add(
          new InvalidHeader(
              fields.get(MAX_FIELDS).getKey(), "At most " + MAX_FIELDS + " headers are accepted."));
    }
    return problems;
  }

  /**
   * A field that an endpoint's own signature scheme may not use. The names of other formats it may,
   * as long as they are not sent too.
   */
  public static Optional<String> signatureProblem(String name) {
    String lower = lower(name);
    return framingProblem(name, "")
        .or(() ->
            ALWAYS.contains(lower) || startsWithReserved(lower)
                ? Optional.of("The header " + name + " is set by Postern itself.")
                : Optional.empty());
  }

  /** What would break the framing of a request, whoever set it. */
  static Optional<String> framingProblem(String name, String value) {
    if (!isToken(name)) {
      return Optional.of("A header name may only have letters, digits and !#$%&'*+-.^_`|~.");
    }
    if (FRAMING.contains(lower(name))) {
      return Optional.of("The header " + name + " is set by Postern itself.");
    }
    return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= '~'))
        ? Optional.empty()
        : Optional.of(
            "The value of " + name + " may only have visible ASCII characters and spaces.");
  }

  private static Optional<String> problem(String name, String value) {
    Optional<String> framing = framingProblem(name, value);
    if (framing.isPresent()) {
      return framing;
    }
    String lower = lower(name);
    if (PROMISED.contains(lower) || startsWithReserved(lower)) {
      return Optional.of("The header " + name + " is set by Postern itself.");
    }
    if (name.length() > MAX_NAME_LENGTH || value.length() > MAX_VALUE_LENGTH) {
      return Optional.of(
          "A header name may have "
              + MAX_NAME_LENGTH
              + " and a value "
              + MAX_VALUE_LENGTH
              + " characters.");
    }
    return value.equals(value.strip())
        ? Optional.empty()
        : Optional.of("The value of " + name + " may not begin or end with a space.");
  }

  private static boolean startsWithReserved(String lower) {
    return lower.startsWith("webhook-") || lower.startsWith("proxy-") || lower.startsWith("ce-");
  }

  /** Asked for every header of every attempt: no pattern is compiled for it. */
  private static boolean isToken(String name) {
    return !name.isEmpty() && name.chars().allMatch(HeaderRules::isTokenCharacter);
  }

  // RFC 9110 section 5.6.2.
  private static boolean isTokenCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "!#$%&'*+.^_`|~-".indexOf(c) >= 0;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
