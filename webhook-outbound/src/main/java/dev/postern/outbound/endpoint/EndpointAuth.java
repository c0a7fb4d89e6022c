package dev.postern.outbound.endpoint;

import dev.postern.core.egress.Decision;
import dev.postern.core.egress.EgressUrl;
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

  /**
   * Whether what is stored for one URL may be sent to the other: only within its origin (RFC 6454
   * section 4). Who may edit an endpoint but not see its secrets must not learn them by sending
   * them, or what they buy from a token server, to himself. What is no URL reaches nobody, and is
   * refused as such.
   */
  static boolean mayFollow(String from, String to) {
    return switch (EgressUrl.parse(to)) {
      case Decision.Refused noUrl -> true;
      case Decision.Allowed(EgressUrl next) ->
          EgressUrl.parse(from) instanceof Decision.Allowed(EgressUrl before)
              && before.scheme() == next.scheme()
              && before.host().equals(next.host())
              && before.port() == next.port();
    };
  }

  static EndpointAuth none() {
    return new None();
  }
}
