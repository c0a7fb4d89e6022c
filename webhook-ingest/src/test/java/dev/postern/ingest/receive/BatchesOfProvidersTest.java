package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of several events as each provider sends them, signed as it does, through the door. */
class BatchesOfProvidersTest extends AtTheDoor {
  /**
   * @param alone a request with the old event only
   * @param both a request with the old one and a new one
   * @param identities of what is on record in the end, oldest first; derived ones without the id
   */
  record Batches(
      String provider, String secret, String alone, String both, List<String> identities) {
    @Override
    public String toString() {
      return provider;
    }
  }

  static List<Batches> providers() {
    return List.of(
        new Batches(
            "xero",
            "key",
            xero(7, "r1"),
            xero(8, "r1", "r2"),
            List.of("CONTACT.UPDATE", "CONTACT.UPDATE")),
        new Batches(
            "quickbooks",
            "token",
            quickbooks("7"),
            quickbooks("7", "9"),
            List.of("Invoice.Update", "Invoice.Update")),
        new Batches(
            "quickbooks",
            "token",
            quickbooksCloudEvents("q1"),
            quickbooksCloudEvents("q1", "q2"),
            List.of("q1 qbo.account.created.v1", "q2 qbo.account.created.v1")),
        new Batches(
            "ms-graph",
            "state",
            graph("n1"),
            graph("n1", "n2"),
            List.of("n1 updated", "n2 updated")),
        new Batches(
            "okta",
            "credential",
            okta("h1", "u1"),
            okta("h2", "u1", "u2"),
            List.of("h1 user.session.start", "u2 user.session.start")),
        new Batches(
            "meta", "app", meta("m1"), meta("m1", "m2"), List.of("m1 messages", "m2 messages")),
        new Batches(
            "adyen",
            "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056",
            adyen("P1"),
            adyen("P1", "P2"),
            List.of("P1:CAPTURE:true CAPTURE", "P2:CAPTURE:true CAPTURE")),
        new Batches(
            "hubspot-v3",
            "client",
            hubspot(1),
            hubspot(1, 2),
            List.of("1 contact.creation", "2 contact.creation")),
        new Batches(
            "cloudevents",
            "bearer",
            cloudevents("c1"),
            cloudevents("c1", "c2"),
            List.of("/shop c1 order.paid", "/shop c2 order.paid")));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void of_old_and_new_events_together_only_the_new_ones_are_accepted(Batches batches) {
    Provider provider =
        new Provider(
            reception, world.source(batches.provider(), batches.secret()), batches.secret());

    taken(provider.post(signed(provider, batches.alone())));
    assertThat(counters.snapshot()).containsEntry("accepted", 1L).hasSize(1);
    taken(provider.post(signed(provider, batches.both())));
    assertThat(counters.snapshot()).containsEntry("accepted", 2L);
    taken(provider.post(signed(provider, batches.both())));

    assertThat(counters.snapshot().get("accepted")).isEqualTo(2L);
    assertThat(world.rows("received")).isEqualTo(2);
    assertThat(identities()).containsExactlyElementsOf(batches.identities());
  }

  @Test
  void events_of_sendgrid_are_told_by_their_own_ids() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair keys = generator.generateKeyPair();
    String published = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    Provider provider = new Provider(reception, world.source("sendgrid", published), published);

    taken(provider.post(sendgrid(keys, "[{\"sg_event_id\":\"s1\",\"event\":\"open\"}]")));
    ProviderAnswer both =
        provider.post(
            sendgrid(
                keys,
                """
                [{"sg_event_id":"s1","event":"open"},{"sg_event_id":"s2","event":"click"}]\r
                """));

    assertThat(json(both).path("results").findValuesAsText("status"))
        .containsExactly("duplicate", "accepted");
    assertThat(identities()).containsExactly("s1 open", "s2 click");
  }

  private static void taken(ProviderAnswer answer) {
    assertThat(answer.status()).isBetween(200, 299);
  }

  private List<String> identities() {
    return received().reversed().stream()
        .map(webhook -> webhook.identity())
        .map(identity ->
            identity.derived() ? String.valueOf(identity.eventType()) : identity.toString())
        .toList();
  }

  private Provider.Posted signed(Provider provider, String body) {
    String type =
        provider.source().provider().equals("cloudevents")
            ? "application/cloudevents-batch+json; charset=UTF-8"
            : "application/json";
    return provider.signed(body, world.now.get(), HeaderFields.of("Content-Type", type));
  }

  private Provider.Posted sendgrid(KeyPair keys, String body) throws Exception {
    String stamp = Long.toString(world.now.get().getEpochSecond());
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update((stamp + body).getBytes(StandardCharsets.UTF_8));
    String header = "X-Twilio-Email-Event-Webhook-";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Provider.Posted(
        HeaderFields.of(
            header + "Signature",
            Base64.getEncoder().encodeToString(signature.sign()),
            header + "Timestamp",
            stamp),
        bytes,
        "203.0.113.9",
        bytes.length);
  }

  private static String each(String template, Object... values) {
    return String.join(",", java.util.Arrays.stream(values).map(template::formatted).toList());
  }

  private static String xero(int sequence, Object... resources) {
    return "{\"events\":["
        + each(
            """
            {"resourceId":"%s","eventDateUtc":"2026-11-22T09:59:58.9","tenantId":"t",
             "eventCategory":"CONTACT","eventType":"UPDATE"}
            """,
            resources)
        + "],\"lastEventSequence\":%1$d,\"entropy\":\"E%1$d\"}".formatted(sequence);
  }

  private static String quickbooks(Object... invoices) {
    return "{\"eventNotifications\":[{\"realmId\":\"1\",\"dataChangeEvent\":{\"entities\":["
        + each(
            """
            {"name":"Invoice","id":"%s","operation":"Update","lastUpdated":"2026-11-22T09:59:58Z"}
            """,
            invoices)
        + "],\"count\":"
        + invoices.length
        + "}}]}";
  }

  private static String quickbooksCloudEvents(Object... ids) {
    return "["
        + each(
            """
            {"specversion":"1.0","id":"%s","source":"intuit.abc=","type":"qbo.account.created.v1",
             "datacontenttype":"application/json","time":"2026-11-22T09:59:58Z",
             "intuitentityid":"9","intuitaccountid":"1","data":{}}
            """,
            ids)
        + "]";
  }

  private static String graph(Object... ids) {
    return "{\"value\":["
        + each("{\"id\":\"%s\",\"changeType\":\"updated\",\"clientState\":\"state\"}", ids)
        + "]}";
  }

  private static String okta(String request, Object... events) {
    return "{\"eventId\":\""
        + request
        + "\",\"data\":{\"events\":["
        + each("{\"uuid\":\"%s\",\"eventType\":\"user.session.start\"}", events)
        + "]}}";
  }

  private static String meta(Object... messages) {
    return "{\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":["
        + each("{\"id\":\"%s\",\"text\":{\"body\":\"hi\"}}", messages)
        + "]}}]}]}";
  }

  private static String adyen(Object... references) {
    return "{\"live\":\"false\",\"notificationItems\":["
        + each(
            """
            {"NotificationRequestItem":{"pspReference":"%s","eventCode":"CAPTURE","success":"true",
             "additionalData":{}}}
            """,
            references)
        + "]}";
  }

  private static String hubspot(Object... ids) {
    return "[" + each("{\"eventId\":%s,\"subscriptionType\":\"contact.creation\"}", ids) + "]";
  }

  private static String cloudevents(Object... ids) {
    return "["
        + each(
            "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/shop\",\"type\":\"order.paid\"}",
            ids)
        + "]";
  }
}
