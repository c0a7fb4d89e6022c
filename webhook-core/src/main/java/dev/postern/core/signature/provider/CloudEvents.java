package dev.postern.core.signature.provider;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.core.signature.scheme.Diagnoses;
import dev.postern.core.signature.scheme.HandshakeFirst;
import dev.postern.core.signature.scheme.JsonDocument;
import dev.postern.core.signature.scheme.Protocol;
import dev.postern.core.signature.scheme.ProtocolScheme;
import dev.postern.core.signature.scheme.Read;
import dev.postern.core.signature.scheme.SingleField;
import dev.postern.core.signature.scheme.TokenScheme;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * CloudEvents over HTTP webhooks. The specification signs nothing: the sender authenticates with
 * {@code Authorization: Bearer <secret>}, unless the source is configured with {@code
 * authentication=none} because something else guards it. The OPTIONS handshake grants the origins
 * listed in {@code allowed_origins}, and only by its header fields.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md">CloudEvents:
 *     HTTP 1.1 Web Hooks</a>
 */
record CloudEvents(boolean authenticated) implements Protocol {
  private static final String BEARER = "bearer ";
  private static final String STRUCTURED = "application/cloudevents";
  private static final String BATCHED = "application/cloudevents-batch";

  static SignatureScheme scheme() {
    ProtocolScheme open = new ProtocolScheme(new CloudEvents(false));
    return HandshakeFirst.by(
        "OPTIONS",
        new ProtocolScheme(new CloudEvents(true)),
        (request, secrets, settings, now) ->
            "none".equals(settings.configured("authentication")) && !isHandshake(request)
                ? Optional.of(open.verify(request, secrets, settings, now))
                : handshake(request, secrets, settings, now));
  }

  private static boolean isHandshake(SignedRequest request) {
    return request.method().equals("OPTIONS");
  }

  private static Optional<Verdict> handshake(
      SignedRequest request, SecretRing secrets, VerificationSettings settings, Instant now) {
    if (!isHandshake(request)) {
      return Optional.empty();
    }
    Optional<String> origin = request.headers().first("WebHook-Request-Origin");
    String allowed = settings.providerConfig().getOrDefault("allowed_origins", "");
    if (origin.isEmpty() || origin.get().isBlank()) {
      return Optional.of(refused(Reason.MALFORMED_HANDSHAKE));
    }
    List<String> known = Arrays.asList(allowed.split("[\\s,]+"));
    if (!known.contains(origin.get()) && !known.contains("*")) {
      return Optional.of(refused(Reason.ORIGIN_NOT_ALLOWED));
    }
    HeaderFields granted = HeaderFields.of("WebHook-Allowed-Origin", origin.get(), "Allow", "POST");
    Optional<String> rate = request.headers().first("WebHook-Request-Rate");
    if (rate.isPresent()) {
      String allowance = rate.get().matches("[1-9][0-9]{0,8}") ? rate.get() : "*";
      granted = granted.with(HeaderFields.of("WebHook-Allowed-Rate", allowance));
    }
    return Optional.of(
        new Verdict.Handshake(Optional.empty(), ProviderAnswer.headers(200, granted)));
  }

  private static Verdict refused(Reason reason) {
    return new Verdict.Rejected(reason, Diagnoses.of(reason), Optional.empty());
  }

  @Override
  public boolean needsSecret() {
    return authenticated;
  }

  @Override
  public Read<SecretVersion> prove(Case it) {
    return (authenticated ? bearer(it) : new Read.Got<>(NO_SECRET))
        .then(by -> named(it.request(), by));
  }

  private static Read<SecretVersion> bearer(Case it) {
    return SingleField.read(it.request().headers(), "Authorization", Reason.MISSING_SIGNATURE)
        .then(value ->
            value.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? TokenScheme.matching(value.substring(BEARER.length()).strip(), it.live())
                : new Read.Refused<>(Reason.MALFORMED_SIGNATURE));
  }

  private static Read<SecretVersion> named(SignedRequest request, SecretVersion by) {
    JsonDocument body = JsonDocument.parse(request.body());
    String type = mediaType(request);
    if (type.startsWith(BATCHED)) {
      boolean all = body.elements().stream().allMatch(CloudEvents::isNamed);
      return all ? whole(request, by) : new Read.Refused<>(Reason.MISSING_ID);
    }
    return type.startsWith(STRUCTURED) && body.isMissing()
        ? new Read.Refused<>(Reason.MALFORMED_PAYLOAD)
        : whole(request, by);
  }

  private static boolean isNamed(JsonDocument event) {
    return Stream.of("/id", "/source")
        .allMatch(name -> event.text(name).filter(text -> !text.isEmpty()).isPresent());
  }

  private static Read<SecretVersion> whole(SignedRequest request, SecretVersion by) {
    return attribute(request, "id").isEmpty() || attribute(request, "source").isEmpty()
        ? new Read.Refused<>(Reason.MISSING_ID)
        : new Read.Got<>(by);
  }

  private static String mediaType(SignedRequest request) {
    return request.headers().first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
  }

  /** Binary mode has attributes in header fields, structured and batched mode in the body. */
  private static Optional<String> attribute(SignedRequest request, String name) {
    String type = mediaType(request);
    Optional<String> value;
    if (type.startsWith(BATCHED)) {
      value = JsonDocument.parse(request.body()).text("/0/" + name);
    } else if (type.startsWith(STRUCTURED)) {
      value = JsonDocument.parse(request.body()).text("/" + name);
    } else {
      value = request.headers().first("ce-" + name);
    }
    return value.filter(text -> !text.isEmpty());
  }

  @Override
  public Verdict conclude(Case it, SecretVersion by) {
    SignedRequest request = it.request();
    String id = attribute(request, "source").orElse("") + " " + attribute(request, "id").orElse("");
    EventIdentity identity =
        EventIdentity.of(id, attribute(request, "type").orElse(null), request.body());
    boolean several = !JsonDocument.parse(request.body()).at("/1/id").isMissing();
    return new Verdict.Accepted(
        by.id(),
        several ? identity.deduplicatedBy(EventIdentity.digestOf(request.body())) : identity,
        Optional.empty());
  }

  @Override
  public SignedRequest sign(SignedRequest draft, SecretText secret, Case it) {
    return draft.withHeaders(HeaderFields.of("Authorization", "Bearer " + secret.reveal()));
  }

  @Override
  public boolean sendsJson() {
    return false;
  }

  @Override
  public String provider() {
    return "cloudevents";
  }

  @Override
  public String displayName() {
    return "CloudEvents";
  }

  @Override
  public boolean coversBody() {
    return false;
  }

  @Override
  public String signs() {
    return "nothing: Authorization carries the secret";
  }
}
