package dev.postern.outbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.core.json.Json;
import dev.postern.core.secret.SecretText;
import dev.postern.outbound.Findings;
import dev.postern.outbound.endpoint.EndpointAuth;
import dev.postern.outbound.endpoint.EndpointSettings;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver wants to see in {@code Authorization}. Its secret is taken and never shown; left
 * out in a patch it stays, as long as it goes where it went.
 *
 * @param type {@code basic}, {@code bearer} or {@code oauth2}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuthBody(
    @Nullable String type,
    @Nullable String username,
    @Nullable String password,
    @Nullable String token,
    @Nullable String tokenUrl,
    @Nullable String clientId,
    @Nullable String clientSecret,
    @Nullable String scope,
    @Nullable String audience) {

  /** Without the secret. */
  static @Nullable AuthBody of(EndpointAuth auth) {
    return switch (auth) {
      case EndpointAuth.None none -> null;
      case EndpointAuth.Basic(String user, SecretText secret) ->
          new AuthBody("basic", user, null, null, null, null, null, null, null);
      case EndpointAuth.Bearer bearer ->
          new AuthBody("bearer", null, null, null, null, null, null, null, null);
      case EndpointAuth.OAuth2(var url, var client, var secret, var scope, var audience) ->
          new AuthBody("oauth2", null, null, null, url, client, null, scope, audience);
    };
  }

  /**
   * The patch as it is to be merged: with another type, what belonged to the one before goes.
   *
   * @param before what it is merged into
   */
  static JsonNode typed(JsonNode patch, @Nullable AuthBody before) {
    JsonNode type = patch.path("auth").path("type");
    if (before == null || !type.isTextual() || type.textValue().equals(before.type())) {
      return patch;
    }
    JsonNode whole = patch.deepCopy();
    if (whole.path("auth") instanceof ObjectNode auth) {
      Json.mapper()
          .valueToTree(before)
          .fieldNames()
          .forEachRemaining(name -> {
            if (!auth.has(name)) {
              auth.putNull(name);
            }
          });
    }
    return whole;
  }

  /**
   * @param url of the endpoint as it is to be
   * @param before what is stored, if anything
   */
  EndpointAuth auth(String url, @Nullable EndpointSettings before, Findings findings) {
    return switch (type) {
      case "basic" -> {
        only(findings, token, tokenUrl, clientId, clientSecret, scope, audience);
        yield new EndpointAuth.Basic(
            required(username, "username", findings),
            secret(password, "password", kept(url, before), findings));
      }
      case "bearer" -> {
        only(findings, username, password, tokenUrl, clientId, clientSecret, scope, audience);
        yield new EndpointAuth.Bearer(secret(token, "token", kept(url, before), findings));
      }
      case "oauth2" -> {
        only(findings, username, password, token);
        yield new EndpointAuth.OAuth2(
            required(tokenUrl, "token_url", findings),
            required(clientId, "client_id", findings),
            secret(clientSecret, "client_secret", kept(url, before), findings),
            scope,
            audience);
      }
      case null, default -> {
        findings.add(Findings.INVALID_VALUE, "/auth/type", "A type is basic, bearer or oauth2.");
        yield EndpointAuth.none();
      }
    };
  }

  /** The stored secret, unless it or its tokens would now be sent to somebody else. */
  private Optional<SecretText> kept(String url, @Nullable EndpointSettings before) {
    return before == null || !EndpointAuth.mayFollow(before.url(), url)
        ? Optional.empty()
        : switch (before.access().auth()) {
          case EndpointAuth.None none -> Optional.empty();
          case EndpointAuth.Basic(String user, SecretText secret) ->
              keptIf("basic".equals(type), secret);
          case EndpointAuth.Bearer(SecretText secret) -> keptIf("bearer".equals(type), secret);
          case EndpointAuth.OAuth2 stored ->
              keptIf(
                  "oauth2".equals(type) && stored.tokenUrl().equals(tokenUrl),
                  stored.clientSecret());
        };
  }

  private static Optional<SecretText> keptIf(boolean same, SecretText secret) {
    return same ? Optional.of(secret) : Optional.empty();
  }

  private static SecretText secret(
      @Nullable String given, String name, Optional<SecretText> kept, Findings findings) {
    if (given != null) {
      return SecretText.of(given);
    }
    if (kept.isEmpty()) {
      findings.add(
          "missing_field",
          "/auth/" + name,
          "Give the "
              + name
              + ": what was stored is kept only while it goes to where it went before.");
    }
    return kept.orElse(SecretText.of("?"));
  }

  private static String required(@Nullable String value, String name, Findings findings) {
    if (value == null) {
      findings.add("missing_field", "/auth/" + name, "This kind of auth has a " + name + ".");
    }
    return Objects.requireNonNullElse(value, "?");
  }

  private static void only(Findings findings, @Nullable String... strangers) {
    for (String stranger : strangers) {
      if (stranger != null) {
        findings.add(
            Findings.INVALID_VALUE, "/auth", "A field here belongs to another type of auth.");
        return;
      }
    }
  }

  /** Never prints a secret. */
  @Override
  public String toString() {
    return "AuthBody[" + type + "]";
  }
}
