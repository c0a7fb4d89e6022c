package dev.postern.outbound.dispatch;

import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.LegacySigning;
import dev.postern.core.signature.StandardWebhooks;
import dev.postern.outbound.endpoint.EndpointAuth;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.SignatureFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Composes the header of a request: the endpoint's own fields, ours, and every signature. */
final class SignedHeaders {
  private static final HeaderFields OURS = HeaderFields.of("user-agent", "Postern/0.1.0");

  private static final String MASK = "[masked]";
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          ".*(auth|token|secret|key|cookie|password|credential).*", Pattern.CASE_INSENSITIVE);

  private SignedHeaders() {}

  /**
   * @param live the live versions, newest first; not empty
   * @throws IllegalArgumentException a secret that cannot sign
   */
  static HeaderFields of(
      EndpointSettings endpoint, Letter letter, Instant now, List<SecretVersion> live) {
    HeaderFields fields = custom(endpoint).with(letter.content()).with(OURS);
    for (SignatureFormat format : endpoint.formatsAt(now)) {
      fields = fields.with(signature(format, letter, now, live));
    }
    return fields;
  }

  /** The same for the ledger: what may be a credential of the receiver is not kept. */
  static HeaderFields masked(HeaderFields sent, EndpointSettings endpoint) {
    HeaderFields shown =
        endpoint.access().auth() instanceof EndpointAuth.None
            ? sent
            : sent.with(HeaderFields.of("authorization", MASK));
    return HeaderFields.of(
        shown.entries().stream()
            .map(field ->
                endpoint.headers().containsKey(field.getKey())
                        && CREDENTIAL.matcher(field.getKey()).matches()
                    ? Map.entry(field.getKey(), MASK)
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
    };
  }
}
