package dev.postern.outbound.endpoint;

import dev.postern.core.secret.SecretText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which credentials of an endpoint an edit exchanged for others. Their values stay out of the
 * trail, so without this an exchange would read the same before and after.
 */
final class ReplacedCredentials {
  private ReplacedCredentials() {}

  /**
   * The members of the API whose value is another one; what came or went shows by itself.
   *
   * @return {@code auth.token}, {@code headers.X-Api-Key} and the like
   */
  static List<String> between(EndpointSettings before, EndpointSettings after) {
    List<String> replaced = new ArrayList<>();
    String auth = auth(before.access().auth(), after.access().auth());
    if (auth != null) {
      replaced.add(auth);
    }
    if (differ(before.access().tls().key(), after.access().tls().key())) {
      replaced.add("tls.client_key");
    }
    Map<String, String> headers = before.headers();
    after
        .headers()
        .forEach((name, value) -> {
          if (headers.containsKey(name) && !Objects.equals(headers.get(name), value)) {
            replaced.add("headers." + name);
          }
        });
    return replaced;
  }

  private static @Nullable String auth(EndpointAuth before, EndpointAuth after) {
    if (before instanceof EndpointAuth.Basic(String name, SecretText old)
        && after instanceof EndpointAuth.Basic(String same, SecretText next)) {
      return old.equals(next) ? null : "auth.password";
    }
    if (before instanceof EndpointAuth.Bearer(SecretText old)
        && after instanceof EndpointAuth.Bearer(SecretText next)) {
      return old.equals(next) ? null : "auth.token";
    }
    if (before instanceof EndpointAuth.OAuth2 old && after instanceof EndpointAuth.OAuth2 next) {
      return old.clientSecret().equals(next.clientSecret()) ? null : "auth.client_secret";
    }
    return null;
  }

  private static boolean differ(@Nullable SecretText before, @Nullable SecretText after) {
    return before != null && after != null && !before.equals(after);
  }
}
