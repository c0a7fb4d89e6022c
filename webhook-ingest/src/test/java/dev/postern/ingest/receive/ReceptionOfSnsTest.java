package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.core.json.Json;
import dev.postern.core.signature.CertificateSource;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.ingest.FirstSecret;
import dev.postern.ingest.Rejection;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.World;
import dev.postern.ingest.certificate.SnsHost;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Amazon SNS from the subscription to its first notification, over TLS to a host of its name. */
class ReceptionOfSnsTest extends AtTheDoor {
  private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:orders";

  private SnsHost sns;
  private Provider provider;

  @BeforeEach
  void subscribe() throws Exception {
    sns = SnsHost.open();
    world.certificates.set(sns.certificates(world.now::get));
    reception = Receptions.over(world, counters, world.groupCommit(1), sns.http);
    Source source =
        world
            .sources
            .create(
                World.TENANT,
                new SourceEdit(
                    "Orders",
                    "aws-sns",
                    true,
                    edit(
                        SourceSettings.defaults(),
                        "provider_config",
                        "{\"topic_arn\":\"" + TOPIC + "\"}")),
                new FirstSecret.Absent())
            .source();
    provider = new Provider(reception, source, "");
  }

  @AfterEach
  void stop() throws Exception {
    sns.close();
  }

  @Test
  void a_genuine_subscription_is_confirmed_by_one_visit_and_leaves_no_event() throws Exception {
    ProviderAnswer answer =
        post(confirmation(TOPIC, sns.url("/?Action=ConfirmSubscription&Token=t")));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(sns.visits).containsExactly("/cert.pem", "/?Action=ConfirmSubscription&Token=t");
    assertThat(counters.snapshot()).containsOnlyKeys("handshake");
    assertThat(world.rows("received")).isZero();
  }

  @Test
  void a_notification_is_taken_in_once_and_its_certificate_fetched_once() throws Exception {
    ObjectNode message = notification(TOPIC);

    ProviderAnswer first = post(message);
    ProviderAnswer again = post(message);

    assertThat(json(first).path("status").asText()).isEqualTo("accepted");
    assertThat(json(again).path("status").asText()).isEqualTo("duplicate");
    assertThat(sns.visits).containsExactly("/cert.pem");
    assertThat(received().getFirst().identity().eventId()).isEqualTo("m-1");
  }

  @Test
  void anothers_topic_is_confirmed_nowhere() throws Exception {
    String foreign = TOPIC.replace("orders", "attacker");

    assertThat(code(post(confirmation(foreign, sns.url("/?Action=ConfirmSubscription")))))
        .isEqualTo("bad_signature");
    assertThat(code(post(notification(foreign)))).isEqualTo("bad_signature");
    assertThat(sns.visits).containsExactly("/cert.pem");
  }

  @Test
  void a_certificate_from_elsewhere_is_not_even_looked_at() throws Exception {
    ObjectNode message = notification(TOPIC);
    message.put("SigningCertURL", "https://sns.eu-west-1.amazonaws.com.evil.example/cert.pem");

    assertThat(code(post(message))).isEqualTo("bad_signature");
    assertThat(sns.visits).isEmpty();
  }

  @Test
  void while_the_visit_fails_the_provider_is_told_to_come_again() throws Exception {
    ObjectNode message = confirmation(TOPIC, sns.url("/?Action=ConfirmSubscription&Token=t"));
    assertThat(code(post(notification(TOPIC).put("Message", "warms the certificate up"))))
        .isEmpty();
    sns.goAway();

    ProviderAnswer answer = post(message);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().first("Retry-After")).isPresent();
  }

  @Test
  void while_the_certificate_cannot_be_fetched_the_provider_is_told_to_come_again()
      throws Exception {
    ObjectNode message = notification(TOPIC);
    world.certificates.set(url -> {
      throw new CertificateSource.UnavailableException("nobody answers");
    });

    ProviderAnswer answer = post(message);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(code(answer)).isEqualTo("certificate_unavailable");
    assertThat(answer.headers().first("Retry-After")).contains("30");
    assertThat(counters.snapshot()).containsOnlyKeys("certificate_unavailable");
    world.rejections.flush();
    assertThat(rejections())
        .extracting(Rejection::reason, Rejection::diagnosis)
        .singleElement()
        .satisfies(row -> {
          assertThat(row.toList().getFirst()).isEqualTo("certificate_unavailable");
          assertThat(row.toList().getLast().toString()).contains("could not be fetched");
        });

    world.certificates.set(sns.certificates(world.now::get));
    assertThat(json(post(message)).path("status").asText()).isEqualTo("accepted");
  }

  private ProviderAnswer post(ObjectNode message) throws Exception {
    SignedRequest draft =
        new SignedRequest(
            "POST",
            provider.source().ingestUrl(),
            HeaderFields.of("Content-Type", "text/plain; charset=UTF-8"),
            message.toString().getBytes(StandardCharsets.UTF_8));
    SignedRequest signed =
        SignatureSchemes.forProvider("aws-sns")
            .orElseThrow()
            .signed(draft, sns.signingKey(), VerificationSettings.defaults(), world.now.get());
    return provider.post(
        new Provider.Posted(signed.headers(), signed.body(), "54.240.0.1", signed.body().length));
  }

  private ObjectNode notification(String topic) {
    return message("Notification", topic).put("Subject", "An order");
  }

  private ObjectNode confirmation(String topic, String url) {
    return message("SubscriptionConfirmation", topic).put("Token", "t").put("SubscribeURL", url);
  }

  private ObjectNode message(String type, String topic) {
    return Json.mapper()
        .createObjectNode()
        .put("Type", type)
        .put("MessageId", "m-1")
        .put("TopicArn", topic)
        .put("Message", "{}")
        .put("SigningCertURL", sns.url("/cert.pem"));
  }
}
