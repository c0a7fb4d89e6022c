package dev.postern.core.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an endpoint's receiver asks for, {@code auth} and {@code tls}, in a file: all that the API
 * shows of it, and its one secret by reference. A secret that stands in the file itself is refused.
 */
final class Credentials {
  static final List<String> FIELDS = List.of("auth", "tls");
  private static final List<String> SECRETS =
      List.of("password", "token", "client_secret", "client_key");

  private Credentials() {}

  /** Names where the secrets would come from: {@code prefix} and what they are. */
  static void refer(ObjectNode endpoint, String prefix) {
    for (String field : FIELDS) {
      JsonNode shown = endpoint.path(field);
      secretOf(field, shown)
          .ifPresent(secret ->
              ((ObjectNode) endpoint.set(field, shown.deepCopy()).path(field))
                  .set(secret, reference(prefix + "_" + secret.toUpperCase(Locale.ROOT))));
    }
  }

  /**
   * The same for the API. One that the environment lacks is left out, or refused when {@code all}
   * are needed.
   */
  static ObjectNode resolved(ObjectNode endpoint, References references, boolean all) {
    ObjectNode resolved = endpoint.deepCopy();
    for (String field : FIELDS) {
      if (resolved.path(field) instanceof ObjectNode credential) {
        ObjectNode known = references.resolved(credential);
        credential
            .properties()
            .forEach(each -> {
              if (all && !known.has(each.getKey())) {
                throw new IllegalArgumentException(
                    field
                        + "."
                        + each.getKey()
                        + " is to come from the environment, which has no "
                        + each.getValue().path(References.WORD).asText());
              }
            });
        resolved.set(field, known);
      }
    }
    return resolved;
  }

  /** Takes out what is there already, as far as anybody can see: stored secrets are not shown. */
  static void dropSame(ObjectNode wanted, JsonNode before) {
    for (String field : FIELDS) {
      if (wanted.has(field)) {
        refuseWritten(field, wanted.path(field));
        if (shown(wanted.path(field)).equals(shown(before.path(field)))) {
          wanted.remove(field);
        }
      }
    }
  }

  static void refuseWritten(ObjectNode endpoint) {
    FIELDS.forEach(field -> refuseWritten(field, endpoint.path(field)));
  }

  private static void refuseWritten(String field, JsonNode credential) {
    for (String secret : SECRETS) {
      if (credential.path(secret).isValueNode() && !credential.path(secret).isNull()) {
        throw new IllegalArgumentException(
            field + "." + secret + " is a secret: name where it comes from, {from_env: NAME}");
      }
    }
  }

  private static Optional<String> secretOf(String field, JsonNode shown) {
    if (!shown.isObject()) {
      return Optional.empty();
    }
    if (field.equals("tls")) {
      return shown.hasNonNull("client_certificate") ? Optional.of("client_key") : Optional.empty();
    }
    return Optional.of(
        switch (shown.path("type").asText()) {
          case "basic" -> "password";
          case "bearer" -> "token";
          default -> "client_secret";
        });
  }

  private static ObjectNode shown(JsonNode credential) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    credential
        .properties()
        .forEach(field -> {
          JsonNode value = field.getValue();
          boolean empty = value.isNull() || value.isContainerNode() && value.isEmpty();
          if (!empty && !SECRETS.contains(field.getKey())) {
            shown.set(field.getKey(), value);
          }
        });
    return shown;
  }

  private static ObjectNode reference(String name) {
    return JsonNodeFactory.instance.objectNode().put(References.WORD, name);
  }
}
