package dev.postern.core.signature.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.RequestMethods;
import dev.postern.core.signature.SignedContent;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.core.signature.scheme.BodyTrouble;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.HmacMatch;
import dev.postern.core.signature.scheme.HmacProof;
import dev.postern.core.signature.scheme.Protocol;
import dev.postern.core.signature.scheme.QueryParameters;
import dev.postern.core.signature.scheme.Read;
import dev.postern.core.signature.scheme.SecretForm;
import dev.postern.core.signature.scheme.SignedUrl;
import dev.postern.core.signature.scheme.SingleField;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Twilio: base64 HMAC-SHA1 of the full public URL and, for forms, every parameter in order. Other
 * bodies are covered by a {@code bodySHA256} in the signed URL; without it they are refused as
 * uncovered. Twilio may or may not write the default port, and escapes a query in one way or
 * another, so all spellings of {@link TwilioUrl} count.
 *
 * @see <a href="https://www.twilio.com/docs/usage/webhooks/webhooks-security">Twilio: webhooks
 *     security</a>
 */
final class Twilio implements Protocol {
  private static final String FIELD = "X-Twilio-Signature";

  @Override
  public Read<SecretVersion> prove(Case it) {
    return SingleField.read(it.request().headers(), FIELD, Reason.MISSING_SIGNATURE)
        .then(digest -> matching(it, digest))
        .then(by -> covered(it) ? new Read.Got<>(by) : uncovered(it));
  }

  private static Read<SecretVersion> matching(Case it, String digest) {
    Read<SecretVersion> last = new Read.Refused<>(Reason.BAD_SIGNATURE);
    byte[] parameters = parameters(it).getBytes(UTF_8);
    for (String url : TwilioUrl.spellings(SignedUrl.of(it.request(), it.settings()))) {
      List<byte[]> message = List.of(url.getBytes(UTF_8), parameters);
      last = HmacMatch.of(HmacProof.SHA1, Encoding.BASE64, message, digest, it.live());
      if (last instanceof Read.Got<SecretVersion>) {
        return last;
      }
    }
    return last;
  }

  private static String parameters(Case it) {
    return isForm(it.request()) && bodyDigest(it).isEmpty()
        ? TwilioUrl.sorted(QueryParameters.parse(new String(it.request().body(), UTF_8)))
        : "";
  }

  private static boolean isForm(SignedRequest request) {
    String type = request.headers().first("Content-Type").orElse("");
    String form = "application/x-www-form-urlencoded";
    return type.regionMatches(true, 0, form, 0, form.length());
  }

  /** Taken from the URL that is signed: the request's own query need not be. */
  private static Optional<String> bodyDigest(Case it) {
    return QueryParameters.ofUrl(SignedUrl.of(it.request(), it.settings())).only("bodySHA256");
  }

  private static boolean covered(Case it) {
    SignedRequest request = it.request();
    String digest = EventIdentity.digestOf(request.body()).substring("sha256:".length());
    return bodyDigest(it)
        .map(claimed -> MessageDigest.isEqual(digest.getBytes(UTF_8), claimed.getBytes(UTF_8)))
        .orElse(isForm(request) || request.body().length == 0);
  }

  private static Read<SecretVersion> uncovered(Case it) {
    return new Read.Refused<>(
        bodyDigest(it).isPresent() ? Reason.BAD_SIGNATURE : Reason.INSUFFICIENT_COVERAGE);
  }

  @Override
  public Verdict conclude(Case it, SecretVersion by) {
    String id = it.request().headers().first("I-Twilio-Idempotency-Token").orElse(null);
    // A GET has an empty body and is told apart by its URL alone.
    byte[] whole = (it.request().url() + "\n").getBytes(UTF_8);
    EventIdentity identity =
        EventIdentity.of(id, null, it.request().body().length == 0 ? whole : it.request().body());
    return new Verdict.Accepted(by.id(), identity, Optional.empty());
  }

  /** The signature stands for the URL, whichever of its spellings was signed. */
  @Override
  public SignedContent signedContent(SignedRequest proven, VerificationSettings settings) {
    return SignedContent.of(
        () -> List.of(proven.headers().first(FIELD).orElse("").getBytes(UTF_8), proven.body()),
        false,
        false);
  }

  @Override
  public SignedRequest sign(SignedRequest draft, SecretText secret, Case it) {
    String message = SignedUrl.of(draft, it.settings()) + parameters(it);
    byte[] digest = HmacProof.SHA1.sign(List.of(message.getBytes(UTF_8)), secret);
    return draft.withHeaders(HeaderFields.of(FIELD, Encoding.BASE64.encode(digest)));
  }

  @Override
  public Optional<Diagnosis> explain(Reason reason, Case it) {
    if (reason != Reason.BAD_SIGNATURE) {
      return Optional.empty();
    }
    return otherUrl(it).or(() -> otherBody(it));
  }

  private Optional<Diagnosis> otherUrl(Case it) {
    String expected = SignedUrl.of(it.request(), it.settings());
    return Stream.of(
            it.request().url(),
            expected.replaceFirst("^https:", "http:"),
            expected.replaceFirst("^http:", "https:"),
            expected.replaceFirst("\\?.*$", ""))
        .filter(url -> prove(at(it, url)) instanceof Read.Got<SecretVersion>)
        .findFirst()
        .map(url ->
            new Diagnosis(
                "url_differs",
                "The sender signed for " + url + ", and " + expected + " was expected."));
  }

  private Optional<Diagnosis> otherBody(Case it) {
    Optional<Diagnosis> change =
        BodyTrouble.proven(
            it.request().body(),
            body ->
                prove(new Case(it.request().withBody(body), it.live(), it.settings(), it.now()))
                    instanceof Read.Got<SecretVersion>);
    return change.isPresent() || !urlAlone(it)
        ? change
        : Optional.of(
            new Diagnosis(
                "message_changed",
                "The URL is genuinely signed, but its bodySHA256 is that of another body."));
  }

  private static boolean urlAlone(Case it) {
    return it.request().headers().first(FIELD).stream()
        .anyMatch(digest -> matching(it, digest) instanceof Read.Got<SecretVersion>);
  }

  private static Case at(Case it, String url) {
    SignedRequest request = it.request();
    SignedRequest there =
        new SignedRequest(request.method(), url, request.headers(), request.body());
    return new Case(there, it.live(), it.settings().withPublicUrl(""), it.now());
  }

  @Override
  public SecretForm secretForm() {
    return SecretForm.SHORT_HEX;
  }

  @Override
  public RequestMethods methods() {
    return RequestMethods.POST.or("GET");
  }

  @Override
  public boolean sendsJson() {
    return false;
  }

  @Override
  public Optional<String> signatureHeader() {
    return Optional.of(FIELD);
  }

  @Override
  public String provider() {
    return "twilio";
  }

  @Override
  public String displayName() {
    return "Twilio";
  }

  @Override
  public String signs() {
    return FIELD + " over the public URL and the sorted form, or bodySHA256";
  }
}
