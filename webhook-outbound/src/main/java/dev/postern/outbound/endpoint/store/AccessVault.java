package dev.postern.outbound.endpoint.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.postern.core.Service;
import dev.postern.core.json.Json;
import dev.postern.core.secret.SecretText;
import dev.postern.core.vault.Vault;
import dev.postern.outbound.endpoint.EndpointAccess;
import dev.postern.outbound.endpoint.EndpointAuth;
import dev.postern.outbound.send.TlsProfile;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Credentials and keys of an endpoint as one ciphertext, which opens in the endpoint's own row and
 * in no other.
 */
@Service
public class AccessVault {
  private final Vault vault;

  @Inject
  public AccessVault(Vault vault) {
    this.vault = vault;
  }

  byte @Nullable [] seal(UUID endpoint, EndpointAccess access) {
    return access.isOpen()
        ? null
        : vault.seal(SecretText.of(write(Sealed.of(access))), context(endpoint));
  }

  EndpointAccess open(UUID endpoint, byte @Nullable [] sealed) {
    return sealed == null
        ? EndpointAccess.open()
        : read(vault.open(sealed, context(endpoint)).reveal()).access();
  }

  static String context(UUID endpoint) {
    return "endpoint.access|" + endpoint;
  }

  private static String write(Sealed sealed) {
    try {
      return Json.mapper().writeValueAsString(sealed);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sealed read(String json) {
    try {
      return Json.mapper().readValue(json, Sealed.class);
    } catch (JsonProcessingException e) {
      e.clearLocation();
      throw new UncheckedIOException(e);
    }
  }

  /** What stands inside the ciphertext. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Sealed(
      String type,
      @Nullable String user,
      @Nullable String secret,
      @Nullable Grant grant,
      @Nullable String certificates,
      @Nullable String key,
      @Nullable String authorities,
      List<String> pins) {
    private record Grant(String tokenUrl, @Nullable String scope, @Nullable String audience) {}

    /** Never prints what the ciphertext is there for. */
    @Override
    public String toString() {
      return "Sealed[" + type + "]";
    }

    static Sealed of(EndpointAccess access) {
      TlsProfile tls = access.tls();
      SecretText key = tls.key();
      Sealed bare =
          new Sealed(
              "none",
              null,
              null,
              null,
              tls.certificates(),
              key == null ? null : key.reveal(),
              tls.authorities(),
              tls.pins());
      return switch (access.auth()) {
        case EndpointAuth.None none -> bare;
        case EndpointAuth.Basic(String username, SecretText password) ->
            bare.with("basic", username, password, null);
        case EndpointAuth.Bearer(SecretText token) -> bare.with("bearer", null, token, null);
        case EndpointAuth.OAuth2(var url, var client, var secret, var scope, var audience) ->
            bare.with("oauth2", client, secret, new Grant(url, scope, audience));
      };
    }

    private Sealed with(
        String kind, @Nullable String name, SecretText text, @Nullable Grant given) {
      return new Sealed(kind, name, text.reveal(), given, certificates, key, authorities, pins);
    }

    EndpointAccess access() {
      return new EndpointAccess(
          auth(),
          new TlsProfile(certificates, key == null ? null : SecretText.of(key), authorities, pins));
    }

    private EndpointAuth auth() {
      return switch (type) {
        case "basic" -> new EndpointAuth.Basic(Objects.requireNonNull(user), text());
        case "bearer" -> new EndpointAuth.Bearer(text());
        case "oauth2" -> {
          Grant given = Objects.requireNonNull(grant);
          yield new EndpointAuth.OAuth2(
              given.tokenUrl(),
              Objects.requireNonNull(user),
              text(),
              given.scope(),
              given.audience());
        }
        default -> EndpointAuth.none();
      };
    }

    private SecretText text() {
      return SecretText.of(Objects.requireNonNull(secret));
    }
  }
}
