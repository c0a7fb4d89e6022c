package dev.postern.core.signature.httpsig;

import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.httpsig.Structured.InnerList;
import dev.postern.core.signature.httpsig.Structured.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The text that is signed (RFC 9421 section 2.5). */
final class SignatureBase {
  private SignatureBase() {}

  /** The components, or empty when one is not named by a string or is there twice. */
  static Optional<List<Component>> components(InnerList covered) {
    List<Component> components = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Item item : covered.items()) {
      Optional<Component> component = Component.of(item);
      if (component.isEmpty() || !seen.add(component.get().identifier())) {
        return Optional.empty();
      }
      components.add(component.get());
    }
    return Optional.of(components);
  }

  /**
   * The base over the covered components; empty when one is absent, repeated, or of a kind that is
   * not understood.
   *
   * @param targetUri the URL as the sender called it
   */
  static Optional<String> of(SignedRequest request, String targetUri, InnerList covered) {
    return components(covered)
        .flatMap(components -> {
          StringBuilder base = new StringBuilder();
          for (Component component : components) {
            Optional<String> value = component.value(request, targetUri);
            if (value.isEmpty()) {
              return Optional.empty();
            }
            base.append(component.identifier()).append(": ").append(value.get()).append('\n');
          }
          return Optional.of(base.append("\"@signature-params\": " + covered.write()).toString());
        });
  }
}
