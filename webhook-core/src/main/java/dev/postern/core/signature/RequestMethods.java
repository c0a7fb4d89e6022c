package dev.postern.core.signature;

import java.util.List;
import java.util.stream.Stream;

/**
 * By which methods a provider comes. Everything else is no webhook, however well it is signed.
 *
 * @param events those that carry events
 * @param questions those that only ask, such as a subscription's challenge
 */
public record RequestMethods(List<String> events, List<String> questions) {
  public static final RequestMethods POST = new RequestMethods(List.of("POST"), List.of());

  public RequestMethods {
    events = List.copyOf(events);
    questions = List.copyOf(questions);
  }

  /** Events also come by these. */
  public RequestMethods or(String... more) {
    return new RequestMethods(Stream.concat(events.stream(), Stream.of(more)).toList(), questions);
  }

  public RequestMethods asking(String method) {
    return new RequestMethods(events, List.of(method));
  }

  public boolean admits(String method) {
    return carriesEvents(method) || questions.contains(method);
  }

  public boolean carriesEvents(String method) {
    return events.contains(method);
  }

  /**
   * The value of {@code Allow}.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.1">RFC 9110 section
   *     10.2.1</a>
   */
  public String allow() {
    return String.join(", ", Stream.concat(events.stream(), questions.stream()).toList());
  }
}
