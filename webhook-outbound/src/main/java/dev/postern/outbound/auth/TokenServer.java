package dev.postern.outbound.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.Service;
import dev.postern.core.egress.Decision;
import dev.postern.core.egress.EgressUrl;
import dev.postern.core.json.Json;
import dev.postern.core.signature.HeaderFields;
import dev.postern.outbound.auth.AccessTokens.Held;
import dev.postern.outbound.endpoint.EndpointAuth;
import dev.postern.outbound.send.AttemptOutcome;
import dev.postern.outbound.send.OutboundRequest;
import dev.postern.outbound.send.Outcome;
import dev.postern.outbound.send.Reply;
import dev.postern.outbound.send.Sender;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks for access tokens by client credentials. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749, section 4.4</a>
 */
@Service
public class TokenServer {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration TOTAL = Duration.ofSeconds(10);
  private static final Duration UNSAID = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
  private static final Pattern TOKEN = Pattern.compile("[!-~]+");

  private final Sender sender;
  private final InstantSource time;

  @Inject
  public TokenServer(Sender sender, InstantSource time) {
    this.sender = sender;
    this.time = time;
  }

  /** Never throws for what the server does: a failure counts for two seconds, so that it rests. */
  Held fetch(EndpointAuth.OAuth2 grant) {
    AttemptOutcome outcome = sender.send(request(grant));
    Optional<JsonNode> answer =
        outcome.outcome() == Outcome.DELIVERED
            ? outcome.reply().flatMap(TokenServer::json)
            : Optional.empty();
    String token = answer.map(a -> a.path("access_token").asText()).orElse("");
    String type = answer.map(a -> a.path("token_type").asText("Bearer")).orElse("");
    if (!TOKEN.matcher(token).matches() || !type.equalsIgnoreCase("Bearer")) {
      return new Held(denied(grant, outcome), time.instant().plus(AFTER_FAILURE));
    }
    Duration life = life(answer.orElseThrow().path("expires_in"));
    return new Held(new Permit.Granted("Bearer " + token), time.instant().plus(life));
  }

  private static OutboundRequest request(EndpointAuth.OAuth2 grant) {
    String client = form(grant.clientId()) + ":" + form(grant.clientSecret().reveal());
    String body =
        "grant_type=client_credentials"
            + parameter("scope", grant.scope())
            + parameter("audience", grant.audience());
    return new OutboundRequest(
        grant.tokenUrl(),
        HeaderFields.of(
            "content-type",
            "application/x-www-form-urlencoded",
            "accept",
            "application/json",
            "user-agent",
            "Postern/0.1.0",
            "authorization",
            Authorizer.basic(client)),
        body.getBytes(StandardCharsets.US_ASCII),
        CONNECT,
        TOTAL);
  }

  /** What is left is kept a little shorter than it lives: it must last the request's way. */
  private static Duration life(JsonNode seconds) {
    Duration said =
        seconds.canConvertToLong() && seconds.asLong() > 0
            ? Duration.ofSeconds(Math.min(seconds.asLong(), LONGEST.toSeconds()))
            : UNSAID;
    Duration margin = said.dividedBy(10);
    return said.minus(margin.compareTo(MARGIN) < 0 ? margin : MARGIN);
  }

  private static Permit denied(EndpointAuth.OAuth2 grant, AttemptOutcome outcome) {
    boolean answered = outcome.outcome() == Outcome.DELIVERED;
    String why = answered ? "Its answer holds no bearer token." : outcome.detail();
    return new Permit.Denied(
        new AttemptOutcome(
            answered ? Outcome.HTTP_ERROR : outcome.outcome(),
            "No access token from " + host(grant) + ", so the receiver was not asked. " + why,
            Optional.empty(),
            outcome.timings(),
            outcome.retryAfter()));
  }

  private static String host(EndpointAuth.OAuth2 grant) {
    return EgressUrl.parse(grant.tokenUrl()) instanceof Decision.Allowed(EgressUrl url)
        ? url.host()
        : "its token URL";
  }

  private static Optional<JsonNode> json(Reply reply) {
    if (reply.body().truncated()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.mapper().readTree(reply.body().text()));
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  private static String parameter(String name, @Nullable String value) {
    return value == null ? "" : "&" + name + "=" + form(value);
  }

  private static String form(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
