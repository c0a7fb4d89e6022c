package dev.postern.core.signature.httpsig;

import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.httpsig.Structured.Bare;
import dev.postern.core.signature.scheme.QueryParameters;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Components that stand in the request line (RFC 9421 section 2.2). */
record DerivedComponent(SignedRequest request, String targetUri) {
  /**
   * The parts of a URL (RFC 3986 appendix B) whatever characters are in them: senders write queries
   * that the grammar does not have, and sign them as they are.
   */
  private static final Pattern URI =
      Pattern.compile(
          "(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?"
              + "(?://(?<authority>[^/?#]*))?"
              + "(?<path>[^?#]*)(?<query>\\?[^#]*)?(?:#.*)?");

  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[^@]*@)?(?<host>\\[[^\\]@]*\\]|[^:@]+)(?::(?<port>[0-9]*))?");

  /** Empty for a name that is not a request's, for parameters it does not have, for no URL. */
  Optional<String> value(String name, Map<String, Bare> parameters) {
    if (hasControls(targetUri) || hasControls(request.method())) {
      return Optional.empty();
    }
    if (name.equals("@query-param")) {
      return parameters.keySet().equals(Set.of("name"))
              && parameters.get("name") instanceof Bare.Text(String encoded)
          ? parameter(encoded)
          : Optional.empty();
    }
    return parameters.isEmpty() ? plain(name) : Optional.empty();
  }

  /** A line break would let the URL pose as further components. */
  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private Optional<String> plain(String name) {
    Matcher uri = URI.matcher(targetUri);
    if (!uri.matches()) {
      return Optional.empty();
    }
    String path = uri.group("path").isEmpty() ? "/" : uri.group("path");
    String query = uri.group("query") == null ? "" : uri.group("query");
    return switch (name) {
      case "@method" -> Optional.of(request.method());
      case "@target-uri" -> Optional.of(targetUri);
      case "@authority" -> authority(uri);
      case "@scheme" ->
          Optional.ofNullable(uri.group("scheme")).map(it -> it.toLowerCase(Locale.ROOT));
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

  private static Optional<String> authority(Matcher uri) {
    Matcher authority = AUTHORITY.matcher(String.valueOf(uri.group("authority")));
    if (uri.group("authority") == null || !authority.matches()) {
      return Optional.empty();
    }
    String host = authority.group("host").toLowerCase(Locale.ROOT);
    String port = authority.group("port") == null ? "" : authority.group("port");
    boolean standard =
        port.isEmpty()
            || (port.equals("443") && "https".equalsIgnoreCase(uri.group("scheme")))
            || (port.equals("80") && "http".equalsIgnoreCase(uri.group("scheme")));
    return Optional.of(standard ? host : host + ":" + port);
  }
}
