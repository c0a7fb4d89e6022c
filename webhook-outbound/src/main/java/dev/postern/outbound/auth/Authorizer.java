package dev.postern.outbound.auth;

import dev.postern.core.Service;
import dev.postern.core.secret.SecretText;
import dev.postern.outbound.endpoint.EndpointAuth;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Finds the {@code Authorization} of a request. Blocks while a token is fetched. Thread-safe. */
@Service
public class Authorizer {
  private final AccessTokens tokens;

  @Inject
  public Authorizer(AccessTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * @param within the time that is left of the attempt
   */
  public Permit permit(EndpointAuth auth, Duration within) {
    return switch (auth) {
      case EndpointAuth.None none -> new Permit.Granted(null);
      case EndpointAuth.Basic(String username, SecretText password) ->
          new Permit.Granted(basic(username + ":" + password.reveal()));
      case EndpointAuth.Bearer(SecretText token) -> new Permit.Granted("Bearer " + token.reveal());
      case EndpointAuth.OAuth2 grant -> tokens.current(grant, within);
    };
  }

  /**
   * After a 401: a permit other than the one refused, where asking for one makes sense. With fixed
   * credentials it is the same again.
   */
  public Permit renewed(EndpointAuth auth, Permit.Granted refused, Duration within) {
    return auth instanceof EndpointAuth.OAuth2 grant
        ? tokens.other(grant, refused, within)
        : refused;
  }

  static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
