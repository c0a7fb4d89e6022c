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

  /** One event's attributes: in binary mode they are header fields, else members of the body. */
  private interface Attributes {
    Optional<String> named(String name);

    default Optional<String> present(String name) {
      return named(name).filter(text -> !text.isEmpty());
    }
  }

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
        .then(by -> complete(it.request(), by));
  }

  private static Read<SecretVersion> bearer(Case it) {
    return SingleField.read(it.request().headers(), "Authorization", Reason.MISSING_SIGNATURE)
        .then(value ->
            value.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? TokenScheme.matching(value.substring(BEARER.length()).strip(), it.live())
                : new Read.Refused<>(Reason.MALFORMED_SIGNATURE));
  }

  private static Read<SecretVersion> complete(SignedRequest request, SecretVersion by) {
    return events(request)
        .then(events -> {
          if (!events.stream().allMatch(event -> has(event, "id", "source"))) {
            return new Read.Refused<>(Reason.MISSING_ID);
          }
          return events.stream().allMatch(event -> has(event, "type", "specversion"))
              ? new Read.Got<>(by)
              : new Read.Refused<>(Reason.MALFORMED_PAYLOAD);
        });
  }

  private static boolean has(Attributes event, String... names) {
    return Stream.of(names).allMatch(name -> event.present(name).isPresent());
  }

  private static Read<List<Attributes>> events(SignedRequest request) {
    String type = request.headers().first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.startsWith(STRUCTURED)) {
      return new Read.Got<>(List.of(name -> request.headers().first("ce-" + name)));
    }
    JsonDocument body = JsonDocument.parse(request.body());
    boolean batch = type.startsWith(BATCHED);
    List<JsonDocument> events = batch ? body.elements() : List.of(body);
    return (!batch || body.isArray()) && events.stream().allMatch(JsonDocument::isObject)
        ? new Read.Got<>(events.stream().map(CloudEvents::members).toList())
        : new Read.Refused<>(Reason.MALFORMED_PAYLOAD);
  }

  private static Attributes members(JsonDocument event) {
    return name -> event.text("/" + name);
  }

  /** A batch may be empty: there is nothing to take in then, and nothing wrong. */
  @Override
  public Verdict conclude(Case it, SecretVersion by) {
    SignedRequest request = it.request();
    List<Attributes> events =
        events(request) instanceof Read.Got<List<Attributes>>(List<Attributes> read)
            ? read
            : List.of();
    if (events.isEmpty()) {
      return new Verdict.Handshake(
          Optional.of(by.id()).filter(id -> !id.isEmpty()), ProviderAnswer.empty(200));
    }
    Attributes first = events.getFirst();
    String id = first.present("source").orElse("") + " " + first.present("id").orElse("");
    EventIdentity identity =
        EventIdentity.of(id, first.present("type").orElse(null), request.body());
    return new Verdict.Accepted(
        by.id(),
        events.size() > 1
            ? identity.deduplicatedBy(EventIdentity.digestOf(request.body()))
            : identity,
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
