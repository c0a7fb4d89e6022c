package dev.postern.core.signature.scheme;

import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignedRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a verified request says its event is called: its headers and the scalars asked for. */
record Names(HeaderFields headers, Map<String, String> scalars) {

  /** Reads the identity; only ever of a request whose bytes are proven. */
  static EventIdentity identify(SignedRequest request, Locator id, Locator type) {
    Set<String> seconds =
        id.pointers().map(Names::second).flatMap(Optional::stream).collect(Collectors.toSet());
    Set<String> pointers =
        Stream.of(id.pointers(), type.pointers(), seconds.stream())
            .flatMap(Function.identity())
            .collect(Collectors.toUnmodifiableSet());
    Map<String, String> scalars =
        pointers.isEmpty() ? Map.of() : JsonScalars.read(request.body(), pointers);
    Names names = new Names(request.headers(), scalars);
    EventIdentity identity = EventIdentity.of(id.in(names), type.in(names), request.body());
    boolean several = seconds.stream().anyMatch(scalars::containsKey);
    return several ? identity.deduplicatedBy(EventIdentity.digestOf(request.body())) : identity;
  }

  /**
   * Where the second event of a request that carries several would have its id. Such a request is
   * the same as another only as a whole: the next may repeat its first event beside new ones.
   */
  private static Optional<String> second(String pointer) {
    String second = pointer.replaceFirst("/0(?=/)", "/1");
    return second.equals(pointer) ? Optional.empty() : Optional.of(second);
  }
}
