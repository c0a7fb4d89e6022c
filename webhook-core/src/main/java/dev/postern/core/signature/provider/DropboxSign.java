package dev.postern.core.signature.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.scheme.DigestTrouble;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.HmacMatch;
import dev.postern.core.signature.scheme.HmacProof;
import dev.postern.core.signature.scheme.JsonDocument;
import dev.postern.core.signature.scheme.KeyForm;
import dev.postern.core.signature.scheme.MultipartForm;
import dev.postern.core.signature.scheme.Protocol;
import dev.postern.core.signature.scheme.Read;
import dev.postern.core.signature.scheme.SecretForm;
import dev.postern.core.signature.scheme.StampUnit;
import dev.postern.core.signature.scheme.Window;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Dropbox Sign (HelloSign): a form with one field {@code json}, whose {@code event_hash} is the hex
 * HMAC-SHA256 of event time and event type, keyed with the account's API key. Nothing else is
 * covered, and all events of one type in one second share the hash, so they are told apart by the
 * signature request too, by the template where they are about one, else by the whole JSON. The
 * answer must contain a given sentence. Retries go on for three days.
 *
 * @see <a href="https://developers.hellosign.com/docs/events/walkthrough/">Dropbox Sign: events
 *     walkthrough</a>
 */
final class DropboxSign implements Protocol {
  private static final ProviderAnswer ANSWER = ProviderAnswer.text("Hello API Event Received");

  @Override
  public Read<SecretVersion> prove(Case it) {
    JsonDocument event = event(it.request());
    if (!event.isObject()) {
      return new Read.Refused<>(Reason.MALFORMED_PAYLOAD);
    }
    String stamp = event.text("/event/event_time").orElse("");
    String type = event.text("/event/event_type").orElse("");
    List<byte[]> message = List.of((stamp + type).getBytes(UTF_8));
    return Read.of(
            event.text("/event/event_hash").filter(hash -> !hash.isEmpty()),
            Reason.MISSING_SIGNATURE)
        .then(hash -> HmacMatch.of(HmacProof.SHA256, Encoding.HEX, message, hash, it.live()))
        .then(by ->
            Read.of(StampUnit.SECONDS.parse(stamp), Reason.MALFORMED_TIMESTAMP)
                .then(at -> Window.admit(StampUnit.SECONDS.age(at, it.now()), it, by)));
  }

  private static JsonDocument event(SignedRequest request) {
    return JsonDocument.parse(json(request));
  }

  private static String json(SignedRequest request) {
    return MultipartForm.field(request, "json").orElse("");
  }

  @Override
  public Optional<Diagnosis> explain(Reason reason, Case it) {
    if (reason != Reason.BAD_SIGNATURE && reason != Reason.MALFORMED_SIGNATURE) {
      return Optional.empty();
    }
    JsonDocument event = event(it.request());
    String signed =
        event.text("/event/event_time").orElse("") + event.text("/event/event_type").orElse("");
    return new DigestTrouble(
            KeyForm.TEXT,
            Encoding.HEX,
            event.text("/event/event_hash").orElse(""),
            List.of(signed.getBytes(UTF_8)),
            it.live())
        .explain()
        .or(() ->
            Optional.of(
                new Diagnosis(
                    "other_secret",
                    "No live or expired key of this source made the hash. Dropbox Sign signs with"
                        + " the account's primary API key, also for callbacks of an app.")));
  }

  @Override
  public Verdict conclude(Case it, SecretVersion by) {
    String json = json(it.request());
    JsonDocument event = JsonDocument.parse(json);
    String hash = event.text("/event/event_hash").orElse("");
    String about =
        Stream.of("/signature_request/signature_request_id", "/template/template_id")
            .flatMap(pointer -> event.text(pointer).stream())
            .filter(id -> !id.isEmpty())
            .findFirst()
            .orElseGet(() -> EventIdentity.digestOf(json.getBytes(UTF_8)));
    EventIdentity identity =
        EventIdentity.of(hash, event.text("/event/event_type").orElse(null), it.request().body())
            .deduplicatedBy(hash + ":" + about);
    return new Verdict.Accepted(by.id(), identity, Optional.of(ANSWER));
  }

  @Override
  public SignedRequest sign(SignedRequest draft, SecretText secret, Case it) {
    String stamp = StampUnit.SECONDS.write(it.now());
    JsonDocument event = draftOf(draft).withObject("event").with("/event/event_time", stamp);
    String message = stamp + event.text("/event/event_type").orElse("");
    byte[] digest = HmacProof.SHA256.sign(List.of(message.getBytes(UTF_8)), secret);
    JsonDocument signed = event.with("/event/event_hash", Encoding.HEX.encode(digest));
    return MultipartForm.of(draft, "json", signed.bytes());
  }

  /** What is to be signed may be the bare JSON that the form's field will carry. */
  private static JsonDocument draftOf(SignedRequest draft) {
    JsonDocument event = event(draft);
    JsonDocument whole = event.isObject() ? event : JsonDocument.parse(draft.body());
    if (!whole.isObject()) {
      throw new IllegalArgumentException(
          "Dropbox Sign signs the event in JSON, alone or in a form's field json, and this body is"
              + " neither.");
    }
    return whole;
  }

  @Override
  public Duration tolerance() {
    return Duration.ofDays(3);
  }

  @Override
  public SecretForm secretForm() {
    return SecretForm.HEX;
  }

  @Override
  public boolean sendsJson() {
    return false;
  }

  @Override
  public String provider() {
    return "dropbox-sign";
  }

  @Override
  public String displayName() {
    return "Dropbox Sign (HelloSign)";
  }

  @Override
  public boolean coversBody() {
    return false;
  }

  @Override
  public String signs() {
    return "event_hash in the body, over event time and type only";
  }
}
