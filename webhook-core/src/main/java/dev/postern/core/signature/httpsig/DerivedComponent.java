package dev.postern.core.signature.httpsig;

import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.httpsig.Structured.Bare;
import dev.postern.core.signature.scheme.QueryParameters;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Components that stand in the request line (RFC 9421 section 2.2). */
record DerivedComponent(SignedRequest request, String targetUri) {

  /** Empty for a name that is not a request's, for parameters it does not have, for no URL. */
  Optional<String> value(String name, Map<String, Bare> parameters) {
    try {
      URI uri = new URI(targetUri);
      if (name.equals("@query-param")) {
        return parameters.keySet().equals(Set.of("name"))
                && parameters.get("name") instanceof Bare.Text(String encoded)
            ? parameter(encoded)
            : Optional.empty();
      }
      return parameters.isEmpty() ? plain(name, uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private Optional<String> plain(String name, URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return switch (name) {
      case "@method" -> Optional.of(request.method());
      case "@target-uri" -> Optional.of(targetUri);
      case "@authority" -> authority(uri);
      case "@scheme" -> Optional.ofNullable(uri.getScheme()).map(s -> s.toLowerCase(Locale.ROOT));
      case "@path" -> Optional.of(path);
      case "@query" -> Optional.of(query.isEmpty() ? "?" : query);
      case "@request-target" -> Optional.of(path + query);
      default -> Optional.empty();
    };
  }

  /** A parameter that occurs twice has no one value (section 2.2.8). */
  private Optional<String> parameter(String encoded) {
    try {
      String name = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
      return QueryParameters.ofUrl(targetUri).only(name).map(DerivedComponent::percentEncoded);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String percentEncoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Optional<String> authority(URI uri) {
    if (uri.getHost() == null) {
      return Optional.empty();
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    boolean standard =
        uri.getPort() == -1
            || (uri.getPort() == 443 && "https".equalsIgnoreCase(uri.getScheme()))
            || (uri.getPort() == 80 && "http".equalsIgnoreCase(uri.getScheme()));
    return Optional.of(standard ? host : host + ":" + uri.getPort());
  }
}
