package dev.postern.core.signature.httpsig;

import dev.postern.core.signature.SignedRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The text that is signed (RFC 9421 section 2.5). */
final class SignatureBase {
  private SignatureBase() {}

  /**
   * The base over the covered components; empty when one is absent, repeated, or of a kind that is
   * not understood.
   *
   * @param targetUri the URL as the sender called it
   */
  static Optional<String> of(
      SignedRequest request, String targetUri, StructuredFields.Member covered) {
    StringBuilder base = new StringBuilder();
    Set<String> seen = new HashSet<>();
    for (StructuredFields.Item item : covered.items()) {
      if (!(item.value() instanceof StructuredFields.Bare.Text(String name))
          || !item.parameters().isEmpty()
          || !seen.add(name)) {
        return Optional.empty();
      }
      Optional<String> value = component(request, targetUri, name);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      base.append('"').append(name).append("\": ").append(value.get()).append('\n');
    }
    base.append("\"@signature-params\": ").append(covered.raw());
    return Optional.of(base.toString());
  }

  private static Optional<String> component(SignedRequest request, String targetUri, String name) {
    return name.startsWith("@") ? derived(request, targetUri, name) : field(request, name);
  }

  private static Optional<String> field(SignedRequest request, String name) {
    List<String> values = request.headers().all(name);
    if (values.isEmpty() || !name.equals(name.toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    return Optional.of(values.stream().map(String::strip).collect(Collectors.joining(", ")));
  }

  private static Optional<String> derived(SignedRequest request, String targetUri, String name) {
    try {
      URI uri = new URI(targetUri);
      String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return switch (name) {
        case "@method" -> Optional.of(request.method());
        case "@target-uri" -> Optional.of(targetUri);
        case "@authority" -> Optional.of(authority(uri));
        case "@scheme" -> Optional.ofNullable(uri.getScheme()).map(s -> s.toLowerCase(Locale.ROOT));
        case "@path" -> Optional.of(path);
        case "@query" -> Optional.of(query.isEmpty() ? "?" : query);
        case "@request-target" -> Optional.of(path + query);
        default -> Optional.empty();
      };
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String authority(URI uri) {
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    boolean standard =
        uri.getPort() == -1
            || (uri.getPort() == 443 && "https".equalsIgnoreCase(uri.getScheme()))
            || (uri.getPort() == 80 && "http".equalsIgnoreCase(uri.getScheme()));
    return standard ? host : host + ":" + uri.getPort();
  }
}
