package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.json.Json;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.HeaderFields;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.endpoint.CloudEventsMode;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.FormatOptions;
import dev.postern.outbound.endpoint.PayloadForm;
import dev.postern.outbound.endpoint.SignatureFormat;
import dev.postern.outbound.publish.JsonText;
import dev.postern.outbound.publish.PayloadBytes;
import dev.postern.outbound.send.HttpSender;
import dev.postern.outbound.send.OutboundRequest;
import dev.postern.outbound.send.Outcome;
import dev.postern.outbound.send.Tls;
import dev.postern.outbound.subscription.TransformationCompiler;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a real receiver captured, judged by the libraries that receivers use. They are fetched by
 * npm into {@code target}; where that cannot be done, a capture that they accepted once must still
 * be what is sent.
 */
class OfficialLibrariesTest {
  private static final Path FOLDER = Path.of("target", "official").toAbsolutePath();
  private static final SecretVersion OLD = EngineRig.SECRET;
  private static final SecretVersion NEW =
      new SecretVersion(
          "sec_00000000000000000000000002",
          SecretText.of("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD1gdWuOeIHFM="),
          Instant.parse("2026-11-22T10:00:00Z"),
          null);
  private static final String RECORDED =
      "v1,aUrOTLfcEAtocQ5H3qimzkIyz2Z5l5GLpmp7W/BRXBc="
          + " v1,v8nS8RoNKMLGeQRQRZ5EmPGYsQqdW9UWXqK9VQXgyhM=";
  private static boolean installed;

  @BeforeAll
  static void install() throws Exception {
    Files.createDirectories(FOLDER);
    for (String file : List.of("package.json", "verify.cjs")) {
      try (var in = OfficialLibrariesTest.class.getResourceAsStream("/official/" + file)) {
        Files.write(FOLDER.resolve(file), in.readAllBytes());
      }
    }
    installed =
        Files.isDirectory(FOLDER.resolve("node_modules/svix"))
            || exit("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts") == 0;
  }

  @Test
  void both_accept_what_a_receiver_captured() throws Exception {
    assumeTrue(installed, "needs node, npm and a registry");
    Receiver.Received captured = captured(EndpointSettings.at("x"), List.of(NEW));
    assertThat(verdicts(captured, NEW))
        .containsExactly("standardwebhooks accepted", "svix accepted");
    assertThat(verdicts(captured, OLD))
        .as("another secret")
        .allSatisfy(verdict -> assertThat(verdict).contains("refused"));
  }

  @Test
  void during_a_rotation_both_accept_with_the_old_secret_and_with_the_new() throws Exception {
    assumeTrue(installed, "needs node, npm and a registry");
    Receiver.Received captured = captured(EndpointSettings.at("x"), List.of(NEW, OLD));
    for (SecretVersion secret : List.of(OLD, NEW)) {
      assertThat(verdicts(captured, secret))
          .containsExactly("standardwebhooks accepted", "svix accepted");
    }
  }

  @Test
  void both_accept_a_structured_cloud_event() throws Exception {
    assumeTrue(installed, "needs node, npm and a registry");
    EndpointSettings target =
        EndpointSettings.at("x")
            .with(
                new FormatOptions(Map.of(), CloudEventsMode.STRUCTURED),
                SignatureFormat.CLOUDEVENTS);
    assertThat(verdicts(captured(target, List.of(NEW)), NEW))
        .containsExactly("standardwebhooks accepted", "svix accepted");
  }

  @Test
  void a_receiver_of_svix_finds_its_own_header_fields_and_its_own_payload() throws Exception {
    assumeTrue(installed, "needs node, npm and a registry");
    EndpointSettings target =
        EndpointSettings.at("x")
            .with(FormatOptions.defaults().with(PayloadForm.DATA), SignatureFormat.SVIX);
    for (List<SecretVersion> live : List.of(List.of(NEW), List.of(NEW, OLD))) {
      Receiver.Received captured = captured(target, live);
      assertThat(new String(captured.body(), StandardCharsets.UTF_8))
          .isEqualTo("{\"who\":\"Zoë\",\"total\":1.10}");
      assertThat(captured.headers().first("webhook-signature")).isEmpty();
      assertThat(verdicts(captured, live.getLast())).contains("svix accepted");
    }
    assertThat(verdicts(captured(target, List.of(NEW)), OLD)).doesNotContain("svix accepted");
  }

  @Test
  void a_capture_that_both_accepted_is_signed_the_same_today() {
    byte[] body =
        "{\"type\":\"a\",\"timestamp\":\"2026-11-22T10:00:00.000Z\",\"data\":{\"n\":1.10}}"
            .getBytes(StandardCharsets.UTF_8);
    HeaderFields signed =
        SignedHeaders.of(
            EndpointSettings.at("x"),
            Letter.plain(
                new Message(
                    "evt_01k2m7v0c3fpt8x6a9gw4hqnzd",
                    "a",
                    body,
                    new Message.Origin(QueueFixture.TENANT, Instant.EPOCH, null, null))),
            Instant.ofEpochSecond(1795341600),
            List.of(NEW, OLD));
    assertThat(signed.first("webhook-signature")).hasValue(RECORDED);
  }

  private static Receiver.Received captured(EndpointSettings shape, List<SecretVersion> keys) {
    Instant now = Instant.now();
    Message message =
        new Message(
            "evt_01k2m7v0c3fpt8x6a9gw4hqnzd",
            "invoice.paid",
            PayloadBytes.of(
                "invoice.paid", now, JsonText.trusted("{\"who\":\"Zoë\",\"total\":1.10}")),
            new Message.Origin(QueueFixture.TENANT, now, null, null));
    Composed composed = new Composer(new TransformationCompiler()).compose(shape, message, now);
    Letter letter = ((Composed.Ready) composed).letter();
    try (Receiver receiver = new Receiver();
        HttpSender sender =
            new HttpSender(
                new EgressResolver(
                    () -> EgressPolicy.parse("127.0.0.0/8", true),
                    (host, within) -> List.of(InetAddress.getLoopbackAddress())),
                Tls.ofRuntime(),
                InstantSource.system())) {
      OutboundRequest request =
          new OutboundRequest(
              receiver.url(),
              SignedHeaders.of(shape, letter, now, keys),
              letter.body(),
              Duration.ofSeconds(5),
              Duration.ofSeconds(10));
      assertThat(sender.send(request).outcome()).isEqualTo(Outcome.DELIVERED);
      return receiver.received().getFirst();
    }
  }

  private static List<String> verdicts(Receiver.Received captured, SecretVersion secret)
      throws Exception {
    Map<String, String> headers = new LinkedHashMap<>();
    captured
        .headers()
        .entries()
        .forEach(field ->
            headers.put(field.getKey().toLowerCase(java.util.Locale.ROOT), field.getValue()));
    Process node =
        new ProcessBuilder("node", "verify.cjs")
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .start();
    try (var out = node.getOutputStream()) {
      out.write(
          Json.mapper()
              .writeValueAsBytes(
                  Map.of(
                      "headers",
                      headers,
                      "body",
                      new String(captured.body(), StandardCharsets.UTF_8),
                      "secret",
                      secret.text().reveal())));
    }
    return new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }

  private static int exit(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(FOLDER.resolve("npm.log").toFile())
              .start();
      return process.waitFor(2, TimeUnit.MINUTES) ? process.exitValue() : 1;
    } catch (IOException absent) {
      return 1;
    }
  }
}
