package dev.postern.core.signature.provider;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.core.signature.scheme.HandshakeFirst;
import dev.postern.core.signature.scheme.JsonDocument;
import dev.postern.core.signature.scheme.JsonMask;
import dev.postern.core.signature.scheme.Protocol;
import dev.postern.core.signature.scheme.ProtocolScheme;
import dev.postern.core.signature.scheme.QueryParameters;
import dev.postern.core.signature.scheme.Read;
import dev.postern.core.signature.scheme.TokenScheme;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Microsoft Graph change notifications: every element's {@code clientState} is the secret, and
 * nothing is signed. A new subscription is validated by echoing {@code validationToken} as text.
 * The tokens of rich notifications are not looked at.
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks">Microsoft
 *     Graph: receive change notifications</a>
 */
final class MicrosoftGraph implements Protocol {

  static SignatureScheme scheme() {
    return HandshakeFirst.over(
        new ProtocolScheme(new MicrosoftGraph()), MicrosoftGraph::validation);
  }

  private static Optional<Verdict> validation(
      SignedRequest request, SecretRing secrets, VerificationSettings settings, Instant now) {
    return QueryParameters.ofUrl(request.url())
        .only("validationToken")
        .map(token -> new Verdict.Handshake(Optional.empty(), ProviderAnswer.text(token)));
  }

  @Override
  public String provider() {
    return "ms-graph";
  }

  @Override
  public String displayName() {
    return "Microsoft Graph";
  }

  @Override
  public boolean coversBody() {
    return false;
  }

  @Override
  public String signs() {
    return "nothing: clientState in the body is the secret";
  }

  @Override
  public byte[] withoutSecret(byte[] body) {
    return JsonMask.blanked(body, "clientState");
  }

  @Override
  public Read<SecretVersion> prove(Case it) {
    List<JsonDocument> items = JsonDocument.parse(it.request().body()).at("/value").elements();
    if (items.isEmpty()) {
      return new Read.Refused<>(Reason.MALFORMED_PAYLOAD);
    }
    Read<SecretVersion> proven = new Read.Refused<>(Reason.MISSING_SIGNATURE);
    for (JsonDocument item : items) {
      Optional<String> state = item.text("/clientState").filter(text -> !text.isEmpty());
      proven =
          Read.of(state, Reason.MISSING_SIGNATURE)
              .then(text -> TokenScheme.matching(text, it.live()));
      if (proven instanceof Read.Refused<SecretVersion>) {
        return proven;
      }
    }
    return proven;
  }

  @Override
  public Verdict conclude(Case it, SecretVersion by) {
    JsonDocument body = JsonDocument.parse(it.request().body());
    JsonDocument first = body.at("/value/0");
    boolean several = !body.at("/value/1").isMissing();
    EventIdentity identity =
        EventIdentity.of(
            first.text("/id").orElse(null),
            first.text("/changeType").orElse(null),
            it.request().body());
    return new Verdict.Accepted(
        by.id(),
        several ? identity.deduplicatedBy(EventIdentity.digestOf(it.request().body())) : identity,
        Optional.of(ProviderAnswer.empty(202)));
  }

  @Override
  public SignedRequest sign(SignedRequest draft, SecretText secret, Case it) {
    JsonDocument body = JsonDocument.parse(draft.body());
    int items = body.at("/value").elements().size();
    if (items == 0) {
      throw new IllegalArgumentException(
          "Microsoft Graph puts its clientState into each element of value, and this body has"
              + " none.");
    }
    for (int i = 0; i < items; i++) {
      body = body.with("/value/" + i + "/clientState", secret.reveal());
    }
    return draft.withBody(body.bytes());
  }
}
