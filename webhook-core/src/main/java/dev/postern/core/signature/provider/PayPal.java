package dev.postern.core.signature.provider;

import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.scheme.BodyTrouble;
import dev.postern.core.signature.scheme.CertificateTrouble;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.JsonScalars;
import dev.postern.core.signature.scheme.KeyPairAlgorithm;
import dev.postern.core.signature.scheme.Protocol;
import dev.postern.core.signature.scheme.Read;
import dev.postern.core.signature.scheme.RsaCertificate;
import dev.postern.core.signature.scheme.SingleField;
import dev.postern.core.signature.scheme.StampUnit;
import dev.postern.core.signature.scheme.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * PayPal: RSA over {@code id|time|webhookId|crc32(body)} under a certificate that the request
 * points to and that only PayPal's own hosts may serve. The configured {@code webhook_id} is what
 * stands for a secret: without it every PayPal merchant's webhooks would pass. Retries go on for
 * three days.
 *
 * @see <a href="https://developer.paypal.com/api/rest/webhooks/rest/">PayPal: webhooks</a>
 */
final class PayPal implements Protocol {
  private static final Pattern HOST =
      Pattern.compile("api(?:-[a-z0-9]+)?(?:\\.[a-z0-9-]+)?\\.paypal\\.com");
  private static final Pattern OWNER =
      Pattern.compile("messageverificationcerts(?:\\.sandbox)?\\.paypal\\.com");
  private static final String ALGORITHM = "SHA256withRSA";
  private static final KeyPairAlgorithm SIGNATURE = KeyPairAlgorithm.RSA_SHA256;

  private record Transmission(String id, String time, Instant at, String certificate, String sig) {}

  @Override
  public boolean needsSecret() {
    return false;
  }

  @Override
  public Read<SecretVersion> prove(Case it) {
    String webhookId = it.settings().configured("webhook_id");
    if (webhookId == null) {
      return new Read.Refused<>(Reason.NO_SECRET);
    }
    return read(it.request().headers())
        .then(sent -> verified(it, webhookId, sent))
        .then(sent -> Window.admit(StampUnit.ISO_8601.age(sent.at(), it.now()), it, NO_SECRET));
  }

  private static Read<Transmission> read(HeaderFields fields) {
    return SingleField.read(fields, "PAYPAL-TRANSMISSION-SIG", Reason.MISSING_SIGNATURE)
        .then(sig ->
            Encoding.BASE64.wellFormed(sig)
                ? new Read.Got<>(sig)
                : new Read.Refused<>(Reason.MALFORMED_SIGNATURE))
        .then(sig -> id(fields, sig));
  }

  private static Read<Transmission> id(HeaderFields fields, String sig) {
    return SingleField.read(fields, "PAYPAL-TRANSMISSION-ID", Reason.MISSING_ID)
        .then(id -> time(fields, sig, id));
  }

  private static Read<Transmission> time(HeaderFields fields, String sig, String id) {
    return SingleField.read(fields, "PAYPAL-TRANSMISSION-TIME", Reason.MISSING_TIMESTAMP)
        .then(time ->
            Read.of(StampUnit.ISO_8601.parse(time), Reason.MALFORMED_TIMESTAMP)
                .then(at -> certificate(fields, sig, id, time, at)));
  }

  private static Read<Transmission> certificate(
      HeaderFields fields, String sig, String id, String time, Instant at) {
    String algorithm = fields.first("PAYPAL-AUTH-ALGO").orElse(ALGORITHM);
    if (!algorithm.equalsIgnoreCase(ALGORITHM)) {
      return new Read.Refused<>(Reason.UNSUPPORTED_VERSION);
    }
    return SingleField.read(fields, "PAYPAL-CERT-URL", Reason.BAD_CERTIFICATE)
        .then(url -> new Read.Got<>(new Transmission(id, time, at, url, sig)));
  }

  private static Read<Transmission> verified(Case it, String webhookId, Transmission sent) {
    String message = message(sent.id(), sent.time(), webhookId, it.request().body());
    return Read.of(
            RsaCertificate.trustedUrl(sent.certificate(), HOST)
                .flatMap(url ->
                    RsaCertificate.fetch(it.settings().certificates(), url, OWNER, it.now())),
            Reason.BAD_CERTIFICATE)
        .then(certificate ->
            RsaCertificate.verifies(certificate, SIGNATURE, message, sent.sig())
                ? new Read.Got<>(sent)
                : new Read.Refused<>(Reason.BAD_SIGNATURE));
  }

  private static String message(String id, String time, String webhookId, byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(body);
    return id + "|" + time + "|" + webhookId + "|" + crc.getValue();
  }

  @Override
  public Optional<Diagnosis> explain(Reason reason, Case it) {
    return switch (reason) {
      case NO_SECRET ->
          Optional.of(
              new Diagnosis(
                  "not_configured",
                  "The source does not say which webhook is its own: set"
                      + " provider_config.webhook_id."));
      case BAD_CERTIFICATE ->
          Optional.of(
              CertificateTrouble.of(
                  it.request().headers().first("PAYPAL-CERT-URL").orElse(""),
                  HOST,
                  it.settings(),
                  it.now()));
      case BAD_SIGNATURE ->
          BodyTrouble.proven(
                  it.request().body(),
                  body -> prove(with(it, body)) instanceof Read.Got<SecretVersion>)
              .or(() ->
                  Optional.of(
                      new Diagnosis(
                          "other_webhook",
                          "The certificate is PayPal's, but the signature is that of another"
                              + " webhook id or another body. Compare provider_config.webhook_id"
                              + " with the webhook's id of this environment (sandbox or live).")));
      default -> Optional.empty();
    };
  }

  private static Case with(Case it, byte[] body) {
    return new Case(it.request().withBody(body), it.live(), it.settings(), it.now());
  }

  @Override
  public Verdict conclude(Case it, SecretVersion by) {
    Map<String, String> body = JsonScalars.read(it.request().body(), Set.of("/id", "/event_type"));
    EventIdentity identity =
        EventIdentity.of(body.get("/id"), body.get("/event_type"), it.request().body());
    return new Verdict.Accepted(by.id(), identity, Optional.empty());
  }

  @Override
  public SignedRequest sign(SignedRequest draft, SecretText secret, Case it) {
    String id = UUID.nameUUIDFromBytes(draft.body()).toString();
    String time = StampUnit.ISO_8601.write(it.now());
    String webhookId = it.settings().providerConfig().getOrDefault("webhook_id", "");
    String message = message(id, time, webhookId, draft.body());
    String url = "https://api.paypal.com/v1/notifications/certs/CERT-1";
    return draft.withHeaders(
        HeaderFields.of(
            "PAYPAL-TRANSMISSION-ID", id,
            "PAYPAL-TRANSMISSION-TIME", time,
            "PAYPAL-TRANSMISSION-SIG", RsaCertificate.sign(SIGNATURE, message, secret),
            "PAYPAL-AUTH-ALGO", ALGORITHM,
            "PAYPAL-CERT-URL", draft.headers().first("PAYPAL-CERT-URL").orElse(url)));
  }

  @Override
  public Duration tolerance() {
    return Duration.ofDays(3);
  }

  @Override
  public Optional<String> signatureHeader() {
    return Optional.of("PAYPAL-TRANSMISSION-SIG");
  }

  @Override
  public String provider() {
    return "paypal";
  }

  @Override
  public String displayName() {
    return "PayPal";
  }

  @Override
  public String signs() {
    return "PAYPAL-TRANSMISSION-SIG over id, time, webhook id and the body's CRC-32";
  }
}
