package dev.postern.core.access.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.access.Confirmed;
import dev.postern.core.access.ProviderProof;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the provider says of somebody, in a token that the container has checked.
 *
 * @param subject the provider's own id of the person; never given to anybody else
 * @param emailVerified empty when the provider does not say
 * @param authenticatedAt when the person last proved to the provider who they are, if it says so
 */
public record OidcClaims(
    String issuer,
    String subject,
    Optional<String> email,
    Optional<Boolean> emailVerified,
    Set<String> groups,
    Optional<Instant> authenticatedAt) {

  public OidcClaims {
    groups = Set.copyOf(groups);
  }

  /**
   * From the ID token and what the provider's userinfo adds; the token's own word counts first.
   * Empty without an issuer and a subject.
   */
  public static Optional<OidcClaims> of(JsonNode token, JsonNode userinfo, String groupsClaim) {
    String issuer = token.path("iss").asText("");
    String subject = token.path("sub").asText("");
    if (issuer.isEmpty() || subject.isEmpty()) {
      return Optional.empty();
    }
    // Userinfo of somebody else must not be mixed in (OpenID Connect Core, section 5.3.2).
    JsonNode more = userinfo.path("sub").asText("").equals(subject) ? userinfo : token;
    JsonNode email = token.hasNonNull("email") ? token : more;
    JsonNode groups = token.hasNonNull(groupsClaim) ? token : more;
    return Optional.of(
        new OidcClaims(
            issuer,
            subject,
            Optional.ofNullable(email.path("email").textValue()).filter(text -> !text.isBlank()),
            email.hasNonNull("email_verified")
                ? Optional.of(email.path("email_verified").asBoolean())
                : Optional.empty(),
            names(groups.path(groupsClaim)),
            time(token.path("auth_time"))));
  }

  private static Optional<Instant> time(JsonNode seconds) {
    long at = seconds.asLong(-1);
    return at < 0 || at > Instant.parse("9999-12-31T23:59:59Z").getEpochSecond()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(at));
  }

  /**
   * When the person proved who they are, for what asks for a fresh proof: a provider that still
   * knows them from this morning may send them back without a question, whatever it was asked. One
   * that does not tell proves nothing; asked with {@code max_age} it has to tell.
   */
  public Instant provenAt(Instant now) {
    return authenticatedAt.map(at -> at.isBefore(now) ? at : now).orElse(Instant.EPOCH);
  }

  /**
   * What that is worth to whoever asks for a fresh proof.
   *
   * @param window how long one counts
   */
  public ProviderProof proof(Instant now, Duration window) {
    if (authenticatedAt.isEmpty()) {
      return ProviderProof.ABSENT;
    }
    return new Confirmed(provenAt(now)).countsAt(now, window)
        ? ProviderProof.FRESH
        : ProviderProof.STALE;
  }

  private static Set<String> names(JsonNode groups) {
    Set<String> names = new LinkedHashSet<>();
    if (groups.isTextual()) {
      names.add(groups.textValue());
    }
    groups.forEach(group -> names.add(group.asText()));
    return names;
  }
}
