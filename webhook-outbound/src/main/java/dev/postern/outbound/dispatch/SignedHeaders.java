package dev.postern.outbound.dispatch;

import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.CustomScheme;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.LegacySigning;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.StandardWebhooks;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.outbound.endpoint.CredentialHeaders;
import dev.postern.outbound.endpoint.EndpointAuth;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.SignatureFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Composes the header of a request: the endpoint's own fields, ours, and every signature. */
final class SignedHeaders {
  private static final HeaderFields OURS = HeaderFields.of("user-agent", "Postern/0.1.0");

  private static final SignatureScheme CUSTOM =
      SignatureSchemes.forProvider("custom").orElseThrow();

  private SignedHeaders() {}

  /**
   * @param live the live versions, newest first; not empty
   * @throws IllegalArgumentException a secret that cannot sign
   */
  static HeaderFields of(
      EndpointSettings endpoint, Letter letter, Instant now, List<SecretVersion> live) {
    HeaderFields fields = custom(endpoint).with(letter.content()).with(OURS);
    List<SignatureFormat> formats = endpoint.formatsAt(now);
    for (SignatureFormat format : formats) {
      fields = fields.with(signature(format, letter, now, live));
    }
    // The last: it may sign any other field.
    return formats.contains(SignatureFormat.CUSTOM)
        ? fields.with(custom(endpoint, fields, letter, now, live.getFirst().text()))
        : fields;
  }

  /** Those of the live versions whose signature stands in what {@link #of} makes. */
  static List<SecretVersion> signers(
      EndpointSettings endpoint, Instant now, List<SecretVersion> live) {
    return endpoint.formatsAt(now).stream().anyMatch(SignatureFormat::carriesSeveral)
        ? live
        : live.subList(0, 1);
  }

  /** The same for the ledger: what may be a credential of the receiver is not kept. */
  static HeaderFields masked(HeaderFields sent, EndpointSettings endpoint) {
    HeaderFields shown =
        endpoint.access().auth() instanceof EndpointAuth.None
            ? sent
            : sent.with(HeaderFields.of("authorization", CredentialHeaders.MASK));
    return HeaderFields.of(
        shown.entries().stream()
            .map(field ->
                endpoint.headers().containsKey(field.getKey())
                        && CredentialHeaders.named(field.getKey())
                    ? Map.entry(field.getKey(), CredentialHeaders.MASK)
                    : field)
            .toList());
  }

  private static HeaderFields custom(EndpointSettings endpoint) {
    return HeaderFields.of(List.copyOf(endpoint.headers().entrySet()));
  }

  private static HeaderFields signature(
      SignatureFormat format, Letter letter, Instant now, List<SecretVersion> live) {
    Message message = letter.message();
    SecretText current = live.getFirst().text();
    return switch (format) {
      case STANDARD, CLOUDEVENTS ->
          StandardWebhooks.sign(message.eventId(), now, letter.body(), live);
      case X_WEBHOOK ->
          LegacySigning.xWebhook(message.eventId(), message.type(), now, letter.body(), current);
      case X_SIGNATURE -> LegacySigning.xSignature(now, letter.body(), current);
      case SVIX -> svix(StandardWebhooks.sign(message.eventId(), now, letter.body(), live));
      case CUSTOM -> HeaderFields.of();
    };
  }

  private static HeaderFields svix(HeaderFields standard) {
    return HeaderFields.of(
        standard.entries().stream()
            .map(field -> Map.entry(field.getKey().replace("webhook-", "svix-"), field.getValue()))
            .toList());
  }

  private static HeaderFields custom(
      EndpointSettings endpoint,
      HeaderFields sent,
      Letter letter,
      Instant now,
      SecretText current) {
    CustomScheme scheme = endpoint.formatOptions().custom();
    if (scheme == null) {
      throw new IllegalArgumentException("The endpoint describes no signature of its own.");
    }
    String idHeader = scheme.idHeader();
    HeaderFields draft =
        idHeader == null ? sent : sent.with(HeaderFields.of(idHeader, letter.message().eventId()));
    return CUSTOM.sign(
        new SignedRequest("POST", endpoint.url(), draft, letter.body()),
        current,
        VerificationSettings.defaults().withCustom(scheme),
        now);
  }
}
