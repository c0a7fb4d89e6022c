package dev.postern.outbound.endpoint;

import dev.postern.core.secret.SecretText;
import org.jspecify.annotations.Nullable;

/** What a receiver wants to see in {@code Authorization}, besides the signature. */
public sealed interface EndpointAuth {
  /** Nothing. */
  record None() implements EndpointAuth {}

  /** RFC 7617, in UTF-8. */
  record Basic(String username, SecretText password) implements EndpointAuth {}

  /** RFC 6750, a token that does not change by itself. */
  record Bearer(SecretText token) implements EndpointAuth {}

  /**
   * The client credentials grant of RFC 6749, section 4.4. The client names itself by HTTP basic.
   *
   * @param audience sent as {@code audience}, which some servers ask for
   */
  record OAuth2(
      String tokenUrl,
      String clientId,
      SecretText clientSecret,
      @Nullable String scope,
      @Nullable String audience)
      implements EndpointAuth {}

  static EndpointAuth none() {
    return new None();
  }
}
