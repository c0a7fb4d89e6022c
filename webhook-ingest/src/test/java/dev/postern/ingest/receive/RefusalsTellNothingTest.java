package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.json.Json;
import dev.postern.core.signature.CertificateSource;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.ingest.FirstSecret;
import dev.postern.ingest.MaxEventAge;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.World;
import dev.postern.ingest.pipeline.BodySource;
import dev.postern.ingest.pipeline.RefusalCode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Whatever the reason, a stranger learns its code, its fixed sentence, and nothing else. */
class RefusalsTellNothingTest extends AtTheDoor {
  private static final List<String> FIELDS = List.of("type", "title", "status", "detail", "code");

  /** In the source, the request or the diagnosis, and never in an answer. */
  private static final List<String> CANARIES =
      List.of("A source", SECRET, "canary", "src_", "203.0.113", "evt_1", "generic-timestamped");

  private final Map<RefusalCode, ProviderAnswer> answers = new EnumMap<>(RefusalCode.class);

  @Test
  void every_code_has_its_fixed_sentence_and_no_more() throws Exception {
    provokeSignatures();
    provokeTheRest();

    assertThat(answers.keySet()).as("all were provoked").containsExactly(RefusalCode.values());
    for (Map.Entry<RefusalCode, ProviderAnswer> each : answers.entrySet()) {
      RefusalCode code = each.getKey();
      ProviderAnswer answer = each.getValue();
      String body = new String(answer.body(), StandardCharsets.UTF_8);
      JsonNode problem = Json.mapper().readTree(body);
      assertThat(problem.fieldNames()).toIterable().as(body).containsExactlyElementsOf(FIELDS);
      assertThat(problem.path("code").asText()).isEqualTo(code.word());
      assertThat(problem.path("detail").asText()).isEqualTo(code.sentence());
      assertThat(problem.path("status").asInt()).isEqualTo(code.status());
      assertThat(answer.status()).isEqualTo(code.status());
      assertThat(answer.contentType()).isEqualTo("application/problem+json");
      assertThat(CANARIES).noneMatch((body + answer.headers())::contains);
    }
  }

  private void provokeSignatures() throws Exception {
    Provider provider = of("generic-timestamped", settings -> settings);
    Provider.Posted good = provider.signed(BODY, world.now.get());
    String signature = good.headers().first("X-Signature").orElseThrow();
    String stamp = good.headers().first("X-Timestamp").orElseThrow();
    note(provider.post(good.withBody("{\"canary\":1}")));
    note(provider.post(provider.signed(BODY, world.now.get().minusSeconds(400))));
    note(provider.post(provider.signed(BODY, world.now.get().plusSeconds(400))));
    note(provider.post(with(good, HeaderFields.of())));
    note(provider.post(with(good, HeaderFields.of("X-Signature", signature))));
    note(
        provider.post(
            with(good, HeaderFields.of("X-Signature", signature, "X-Timestamp", "canary"))));
    note(
        provider.post(
            with(good, HeaderFields.of("X-Signature", "sha256=canary", "X-Timestamp", stamp))));
    note(provider.post(good));
    world.database.database().update("delete from received");
    note(provider.post(good));
    Provider bare =
        new Provider(
            reception,
            world
                .sources
                .create(
                    World.TENANT,
                    new SourceEdit("A source", "stripe", true, SourceSettings.defaults()),
                    new FirstSecret.Absent())
                .source(),
            SECRET);
    note(bare.post(bare.signed(BODY, world.now.get())));
    Provider meta =
        of("meta", settings -> edit(settings, "provider_config", "{\"verify_token\":\"canary\"}"));
    note(
        reception.answer(
            new Arrival(
                "GET",
                meta.token(),
                "hub.mode=subscribe&hub.verify_token=guess&hub.challenge=1",
                HeaderFields.of(),
                java.net.InetAddress.getByName("203.0.113.9"),
                0),
            body("")));
  }

  private void provokeTheRest() throws Exception {
    note(of("stripe", settings -> settings).post("A".repeat(43), posted("canary")));
    Provider put = stripe(settings -> settings);
    note(
        reception.answer(
            new Arrival(
                "PUT",
                put.token(),
                "canary=1",
                HeaderFields.of(),
                java.net.InetAddress.getByName("203.0.113.9"),
                0),
            body("")));
    note(post(settings -> edit(settings, "max_body_bytes", "3"), BODY));
    note(post(settings -> edit(settings, "allowed_cidrs", "[\"198.51.100.0/24\"]"), BODY));
    note(post(settings -> edit(settings, "allowed_user_agents", "[\"canary\"]"), BODY));
    Provider limited =
        stripe(settings -> edit(settings, "rate_limit", "{\"requests\":1,\"per_seconds\":60}"));
    limited.post(posted("canary"));
    note(limited.post(posted("canary")));
    note(post(settings -> settings, "{\"canary\":"));
    note(post(settings -> edit(settings, "required_fields", "[\"/canary\"]"), BODY));
    note(post(settings -> edit(settings, "json_schema", "{\"required\":[\"canary\"]}"), BODY));
    note(post(settings -> age(settings, new MaxEventAge("/created", 60)), BODY));
    provokeAnOutage();
    Provider slow = stripe(settings -> settings);
    BodySource never = (most, within) -> new BodySource.Unfinished();
    note(
        reception.answer(
            new Arrival(
                "POST",
                slow.token(),
                null,
                HeaderFields.of("User-Agent", "canary"),
                java.net.InetAddress.getByName("203.0.113.9"),
                5),
            never));
  }

  private void provokeAnOutage() throws Exception {
    world.certificates.set(url -> {
      throw new CertificateSource.UnavailableException("canary");
    });
    Provider sns =
        of("aws-sns", settings -> edit(settings, "provider_config", "{\"topic_arn\":\"canary\"}"));
    note(
        sns.post(
            posted(
                """
                {"Type":"Notification","TopicArn":"canary","SignatureVersion":"2","Signature":"AAAA",
                 "SigningCertURL":"https://sns.eu-west-1.amazonaws.com/canary.pem"}
                """)));
  }

  private Provider of(String provider, UnaryOperator<SourceSettings> change) {
    return new Provider(reception, world.source(provider, SECRET, change), SECRET);
  }

  private ProviderAnswer post(UnaryOperator<SourceSettings> change, String body) {
    Provider stripe = stripe(change);
    return stripe.post(stripe.signed(body, world.now.get()));
  }

  private static Provider.Posted posted(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Provider.Posted(HeaderFields.of(), bytes, "203.0.113.9", bytes.length);
  }

  private static Provider.Posted with(Provider.Posted posted, HeaderFields headers) {
    return new Provider.Posted(headers, posted.body(), posted.peer(), posted.length());
  }

  private static BodySource body(String text) {
    InputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return new StreamBody(() -> bytes, new BodyRoom());
  }

  private void note(ProviderAnswer answer) throws Exception {
    if (answer.status() >= 400) {
      answers.put(RefusalCode.valueOf(code(answer).toUpperCase(java.util.Locale.ROOT)), answer);
    }
  }
}
