package dev.postern.core.signature.scheme;

import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignedRequest;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a verified request says its event is called: its headers and the scalars asked for. */
record Names(HeaderFields headers, Map<String, String> scalars) {

  /** Reads the identity; only ever of a request whose bytes are proven. */
  static EventIdentity identify(SignedRequest request, Locator id, Locator type) {
    Set<String> pointers =
        Stream.concat(id.pointers(), type.pointers()).collect(Collectors.toUnmodifiableSet());
    Map<String, String> scalars =
        pointers.isEmpty() ? Map.of() : JsonScalars.read(request.body(), pointers);
    Names names = new Names(request.headers(), scalars);
    return EventIdentity.of(id.in(names), type.in(names), request.body());
  }
}
