package dev.postern.core.signature.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.EventIdentity;
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
import java.util.Locale;
import java.util.Optional;

/**
 * Mailgun: {@code signature} in the body is the hex HMAC-SHA256 of timestamp and token. The event
 * itself is not covered; the token, used once, is the nonce that stops a captured signature from
 * being spliced onto another event. Forwarded mail comes as a form with the same three fields; an
 * event of a subaccount may carry the parent account's signature beside its own.
 *
 * @see <a
 *     href="https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks">Mailgun:
 *     securing webhooks</a>
 */
final class Mailgun implements Protocol {

  /** The three values that are signed, by their names. */
  private interface Parts {
    Optional<String> named(String name);

    default Read<String> present(String name, Reason otherwise) {
      return Read.of(named(name).filter(text -> !text.isEmpty()), otherwise);
    }
  }

  @Override
  public Read<SecretVersion> prove(Case it) {
    return signed(it).then(parts -> prove(it, parts));
  }

  /**
   * The three values that decide. The parent account's do where the event's own prove nothing: then
   * its own token is not covered by any signature and must not pass for the nonce.
   */
  private static Read<Parts> signed(Case it) {
    JsonDocument body = JsonDocument.parse(it.request().body());
    if (!body.isObject()) {
      return isForm(it.request())
          ? new Read.Got<>(name -> MultipartForm.field(it.request(), name))
          : new Read.Refused<>(Reason.MALFORMED_PAYLOAD);
    }
    Parts own = name -> body.text("/signature/" + name);
    boolean byParent =
        body.at("/parent-signature").isObject()
            && prove(it, own) instanceof Read.Refused<SecretVersion>(Reason reason)
            && reason == Reason.BAD_SIGNATURE;
    return new Read.Got<>(byParent ? name -> body.text("/parent-signature/" + name) : own);
  }

  private static boolean isForm(SignedRequest request) {
    String type = request.headers().first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    return type.startsWith("multipart/form-data")
        || type.startsWith("application/x-www-form-urlencoded");
  }

  private static Read<SecretVersion> prove(Case it, Parts parts) {
    return parts
        .present("signature", Reason.MISSING_SIGNATURE)
        .then(digest ->
            parts
                .present("timestamp", Reason.MISSING_TIMESTAMP)
                .then(stamp ->
                    parts
                        .present("token", Reason.MISSING_ID)
                        .then(token -> prove(it, digest, stamp, token))));
  }

  private static Read<SecretVersion> prove(Case it, String digest, String stamp, String token) {
    List<byte[]> message = List.of((stamp + token).getBytes(UTF_8));
    return Read.of(StampUnit.SECONDS.parse(stamp), Reason.MALFORMED_TIMESTAMP)
        .then(at ->
            HmacMatch.of(HmacProof.SHA256, Encoding.HEX, message, digest, it.live())
                .then(by -> Window.admit(StampUnit.SECONDS.age(at, it.now()), it, by)));
  }

  @Override
  public Optional<Diagnosis> explain(Reason reason, Case it) {
    if (reason != Reason.BAD_SIGNATURE && reason != Reason.MALFORMED_SIGNATURE) {
      return Optional.empty();
    }
    JsonDocument body = JsonDocument.parse(it.request().body());
    Parts parts =
        body.isObject()
            ? name -> body.text("/signature/" + name)
            : name -> MultipartForm.field(it.request(), name);
    String signed = parts.named("timestamp").orElse("") + parts.named("token").orElse("");
    return new DigestTrouble(
            KeyForm.TEXT,
            Encoding.HEX,
            parts.named("signature").orElse(""),
            List.of(signed.getBytes(UTF_8)),
            it.live())
        .explain()
        .or(() ->
            Optional.of(
                new Diagnosis(
                    "other_secret",
                    "No live or expired key of this source made the signature. Mailgun signs with"
                        + " the account's HTTP webhook signing key, which is none of its API keys;"
                        + " a subaccount has its own.")));
  }

  @Override
  public Verdict conclude(Case it, SecretVersion by) {
    JsonDocument body = JsonDocument.parse(it.request().body());
    EventIdentity identity =
        EventIdentity.of(
                body.text("/event-data/id").orElse(null),
                body.text("/event-data/event").orElse(null),
                it.request().body())
            .withNonce(token(it));
    return new Verdict.Accepted(by.id(), identity, Optional.empty());
  }

  private static String token(Case it) {
    return signed(it) instanceof Read.Got<Parts>(Parts parts)
        ? parts.named("token").orElse("")
        : "";
  }

  @Override
  public SignedRequest sign(SignedRequest draft, SecretText secret, Case it) {
    String stamp = StampUnit.SECONDS.write(it.now());
    String token = EventIdentity.digestOf(draft.body()).substring(7, 57);
    byte[] digest = HmacProof.SHA256.sign(List.of((stamp + token).getBytes(UTF_8)), secret);
    JsonDocument body =
        JsonDocument.parse(draft.body())
            .withObject("signature")
            .with("/signature/timestamp", stamp)
            .with("/signature/token", token)
            .with("/signature/signature", Encoding.HEX.encode(digest));
    return draft.withBody(body.bytes());
  }

  @Override
  public Duration tolerance() {
    return Duration.ofMinutes(15);
  }

  @Override
  public SecretForm secretForm() {
    return SecretForm.SHORT_HEX;
  }

  @Override
  public boolean sendsJson() {
    return false;
  }

  @Override
  public String provider() {
    return "mailgun";
  }

  @Override
  public String displayName() {
    return "Mailgun";
  }

  @Override
  public boolean coversBody() {
    return false;
  }

  @Override
  public String signs() {
    return "signature in the body, over its timestamp and token only";
  }
}
