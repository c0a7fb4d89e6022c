package dev.postern.core.signature.provider;

import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.scheme.CertificateTrouble;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.JsonDocument;
import dev.postern.core.signature.scheme.KeyPairAlgorithm;
import dev.postern.core.signature.scheme.Protocol;
import dev.postern.core.signature.scheme.Read;
import dev.postern.core.signature.scheme.RsaCertificate;
import dev.postern.core.signature.scheme.StampUnit;
import dev.postern.core.signature.scheme.Window;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Amazon SNS over HTTPS: RSA over the message's own fields, sorted, under a certificate that only
 * an SNS host may serve. The configured {@code topic_arn} is what stands for a secret: without it
 * anybody's topic would pass. A subscription to that topic is confirmed by visiting its URL, which
 * must be on an SNS host too. Retries of one message go on for hours.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html">Amazon:
 *     verifying the signatures of SNS messages</a>
 */
final class AmazonSns implements Protocol {
  // A region and nothing else: sns.s3-us-west-2.amazonaws.com is whoever's bucket is called "sns".
  private static final Pattern HOST =
      Pattern.compile("sns\\.[a-z]{2}(?:-[a-z]+)+-[0-9]{1,2}\\.amazonaws\\.com(?:\\.cn)?");
  private static final Pattern OWNER =
      Pattern.compile("sns(?:\\.[a-z0-9-]+)?\\.amazonaws\\.com(?:\\.cn)?");
  private static final Set<String> TYPES =
      Set.of("Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation");
  private static final List<String> NOTIFICATION =
      List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
  private static final List<String> CONFIRMATION =
      List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

  @Override
  public boolean needsSecret() {
    return false;
  }

  @Override
  public Read<SecretVersion> prove(Case it) {
    String topic = it.settings().configured("topic_arn");
    JsonDocument message = JsonDocument.parse(it.request().body());
    if (topic == null) {
      return new Read.Refused<>(Reason.NO_SECRET);
    }
    if (!message.isObject() || !TYPES.contains(message.text("/Type").orElse(""))) {
      return new Read.Refused<>(Reason.MALFORMED_PAYLOAD);
    }
    return Read.of(
            message.text("/Signature").filter(text -> !text.isEmpty()), Reason.MISSING_SIGNATURE)
        .then(text ->
            Encoding.BASE64.wellFormed(text)
                ? verified(it, message, text)
                : new Read.Refused<>(Reason.MALFORMED_SIGNATURE))
        .then(by ->
            message.text("/TopicArn").equals(Optional.of(topic))
                ? new Read.Got<>(by)
                : new Read.Refused<>(Reason.BAD_SIGNATURE))
        .then(by -> inTime(it, message, by));
  }

  private static Read<SecretVersion> verified(Case it, JsonDocument message, String text) {
    Optional<KeyPairAlgorithm> algorithm = algorithm(message);
    if (algorithm.isEmpty()) {
      return new Read.Refused<>(Reason.UNSUPPORTED_VERSION);
    }
    return Read.of(
            message
                .text("/SigningCertURL")
                .flatMap(url -> RsaCertificate.trustedUrl(url, HOST))
                .filter(url -> url.getRawQuery() == null && url.getPath().endsWith(".pem"))
                .flatMap(url ->
                    RsaCertificate.fetch(it.settings().certificates(), url, OWNER, it.now())),
            Reason.BAD_CERTIFICATE)
        .then(certificate ->
            RsaCertificate.verifies(certificate, algorithm.get(), signed(message), text)
                ? new Read.Got<>(NO_SECRET)
                : new Read.Refused<>(Reason.BAD_SIGNATURE));
  }

  private static Read<SecretVersion> inTime(Case it, JsonDocument message, SecretVersion by) {
    return Read.of(message.text("/Timestamp"), Reason.MISSING_TIMESTAMP)
        .then(text -> Read.of(StampUnit.ISO_8601.parse(text), Reason.MALFORMED_TIMESTAMP))
        .then(at -> Window.admit(StampUnit.ISO_8601.age(at, it.now()), it, by));
  }

  private static Optional<KeyPairAlgorithm> algorithm(JsonDocument message) {
    return switch (message.text("/SignatureVersion").orElse("")) {
      case "1" -> Optional.of(KeyPairAlgorithm.RSA_SHA1);
      case "2" -> Optional.of(KeyPairAlgorithm.RSA_SHA256);
      default -> Optional.empty();
    };
  }

  private static String signed(JsonDocument message) {
    boolean notification = message.text("/Type").equals(Optional.of("Notification"));
    StringBuilder lines = new StringBuilder();
    for (String name : notification ? NOTIFICATION : CONFIRMATION) {
      message
          .text("/" + name)
          .ifPresent(value -> lines.append(name).append('\n').append(value).append('\n'));
    }
    return lines.toString();
  }

  @Override
  public Optional<Diagnosis> explain(Reason reason, Case it) {
    JsonDocument message = JsonDocument.parse(it.request().body());
    return switch (reason) {
      case NO_SECRET ->
          Optional.of(
              new Diagnosis(
                  "not_configured",
                  "The source does not say which topic is its own: set"
                      + " provider_config.topic_arn."));
      case BAD_CERTIFICATE ->
          Optional.of(
              CertificateTrouble.of(
                  message.text("/SigningCertURL").orElse(""), HOST, it.settings(), it.now()));
      case BAD_SIGNATURE -> Optional.of(mismatch(it, message));
      default -> Optional.empty();
    };
  }

  private static Diagnosis mismatch(Case it, JsonDocument message) {
    String topic = message.text("/TopicArn").orElse("");
    String own = String.valueOf(it.settings().configured("topic_arn"));
    return topic.equals(own)
        ? new Diagnosis(
            "message_changed",
            "The certificate is Amazon's, but one of the signed fields was changed on the way:"
                + " message, ids, subject, timestamp, topic, type or the confirmation's URL.")
        : new Diagnosis(
            "other_topic",
            "The message is of the topic " + topic + ", and " + own + " is configured.");
  }

  @Override
  public Verdict conclude(Case it, SecretVersion by) {
    JsonDocument message = JsonDocument.parse(it.request().body());
    String type = message.text("/Type").orElse("");
    Optional<URI> confirmation =
        message
            .text("/SubscribeURL")
            .filter(url -> type.equals("SubscriptionConfirmation"))
            .flatMap(url -> RsaCertificate.trustedUrl(url, HOST));
    if (confirmation.isPresent()) {
      return new Verdict.Handshake(Optional.empty(), ProviderAnswer.confirming(confirmation.get()));
    }
    String id = message.text("/MessageId").orElse(null);
    EventIdentity identity = EventIdentity.of(id, type, it.request().body());
    return new Verdict.Accepted(by.id(), identity, Optional.empty());
  }

  @Override
  public SignedRequest sign(SignedRequest draft, SecretText secret, Case it) {
    JsonDocument message =
        JsonDocument.parse(draft.body())
            .with("/SignatureVersion", "2")
            .with("/Timestamp", StampUnit.ISO_8601.write(it.now()));
    String signature = RsaCertificate.sign(KeyPairAlgorithm.RSA_SHA256, signed(message), secret);
    return draft.withBody(message.with("/Signature", signature).bytes());
  }

  @Override
  public Duration tolerance() {
    return Duration.ofDays(1);
  }

  @Override
  public Optional<String> signatureHeader() {
    return Optional.of("x-amz-sns-message-type");
  }

  @Override
  public String provider() {
    return "aws-sns";
  }

  @Override
  public String displayName() {
    return "Amazon SNS";
  }

  @Override
  public String signs() {
    return "Signature in the body, over its fields";
  }
}
