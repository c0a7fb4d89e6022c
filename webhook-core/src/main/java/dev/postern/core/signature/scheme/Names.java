package dev.postern.core.signature.scheme;

import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a verified request says its event is called: its headers and the scalars asked for. */
record Names(HeaderFields headers, Map<String, String> scalars) {
  private static final Pattern FIRST = Pattern.compile("/0(?=/|$)");

  /** Reads the identity; only ever of a request whose bytes are proven. */
  static EventIdentity identify(SignedRequest request, Locator id, Locator type) {
    Set<String> pointers =
        Stream.concat(id.pointers(), type.pointers()).collect(Collectors.toUnmodifiableSet());
    Set<String> seconds =
        id.pointers().flatMap(Names::seconds).collect(Collectors.toUnmodifiableSet());
    Map<String, String> scalars =
        pointers.isEmpty()
            ? Map.of()
            : JsonScalars.read(
                new String(request.body(), StandardCharsets.UTF_8), pointers, seconds);
    Names names = new Names(request.headers(), scalars);
    EventIdentity identity = EventIdentity.of(id.in(names), type.in(names), request.body());
    boolean several = seconds.stream().anyMatch(scalars::containsKey);
    return several ? identity.deduplicatedBy(EventIdentity.digestOf(request.body())) : identity;
  }

  /**
   * Where a request that carries several events would have a second: at every list that leads to
   * the id of the first. Such a request is the same as another only as a whole: the next may repeat
   * its first event beside new ones.
   */
  private static Stream<String> seconds(String pointer) {
    return FIRST.matcher(pointer).results().map(it -> pointer.substring(0, it.start()) + "/1");
  }
}
