package dev.postern.adminui.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Runs the demonstration; exit code 0 when everything shown held. */
public final class Demo {
  private static final String TENANT = "/tenants/demo";
  private final PrintStream out;
  private final InstantSource time;
  private final Api api;
  private final Receiver receiver;
  private boolean held = true;

  private Demo(PrintStream out, InstantSource time, Api api, Receiver receiver) {
    this.out = out;
    this.time = time;
    this.api = api;
    this.receiver = receiver;
  }

  /** First argument: the launcher that starts a node. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    InstantSource clock = InstantSource.system();
    long began = System.nanoTime();
    String key = "demo-" + UUID.randomUUID() + UUID.randomUUID();
    out.println("Starting a throw-away node …");
    try (ThrowAwayNode node =
            ThrowAwayNode.start(Path.of(arguments[0]), Map.of("POSTERN_ADMIN_API_KEY", key));
        Receiver receiver = new Receiver()) {
      Demo demo = new Demo(out, clock, new Api(node.url(), key), receiver);
      demo.run();
      out.printf(
          "%n%s in %d s%n",
          demo.held ? "All of it held" : "Something did not hold",
          TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
      if (demo.held) {
        return;
      }
    }
    System.exit(1);
  }

  private void run() throws IOException, InterruptedException {
    api.post("/tenants", "{\"slug\":\"demo\",\"name\":\"Demo\"}");
    JsonNode endpoint =
        api.post(TENANT + "/endpoints", "{\"url\":\"" + receiver.url() + "\"}").body();
    SecretText secret = SecretText.of(endpoint.at("/secret/value").asText());
    api.post(
        TENANT + "/subscriptions",
        "{\"endpoint_id\":\"%s\",\"event_types\":[\"*\"]}".formatted(endpoint.path("id").asText()));

    out.println("\nIn: providers post");
    in(
        "stripe",
        "{\"id\":\"evt_1\",\"type\":\"invoice.paid\",\"data\":{\"object\":{\"amount\":4200}}}",
        false);
    in("github", "{\"action\":\"opened\",\"number\":7}", false);
    in(
        "slack",
        "{\"type\":\"event_callback\",\"event_id\":\"Ev1\",\"event\":{\"type\":\"message\",\"text\":\"pay"
            + " me\"}}",
        true);

    out.println("\nOut: the subscriber receives");
    api.post(TENANT + "/events", "{\"type\":\"order.shipped\",\"data\":{\"order\":17}}");
    // The two accepted webhooks are forwarded, and the application's own event is delivered.
    boolean own = false;
    for (int i = 0; i < 3; i++) {
      SignedRequest request = receiver.poll(20);
      if (request == null) {
        check(false, "a delivery arrived within 20 s");
        return;
      }
      String body = new String(request.body(), StandardCharsets.UTF_8);
      own |= body.contains("\"order.shipped\"");
      check(
          verdict("standard-webhooks", request, secret) instanceof Verdict.Accepted,
          "delivered and verified: " + body);
    }
    check(own, "the application's own event was among them");
    SignedRequest late = receiver.poll(1);
    check(late == null, "the tampered request reached nobody");
  }

  /** One provider's request with a fresh signature; tampered after signing when asked. */
  private void in(String provider, String body, boolean tampered)
      throws IOException, InterruptedException {
    JsonNode source =
        api.post(
                TENANT + "/sources",
                "{\"name\":\"%s\",\"provider\":\"%s\",\"forward\":{\"publish\":true,\"type_prefix\":\"%s\"}}"
                    .formatted(provider, provider, provider))
            .body();
    SecretText secret = SecretText.of(source.at("/secret/value").asText());
    SignedRequest draft =
        new SignedRequest(
            "POST",
            source.path("ingest_url").asText(),
            HeaderFields.of(
                "content-type", "application/json",
                "x-github-event", "pull_request",
                "x-github-delivery", UUID.randomUUID().toString()),
            body.getBytes(StandardCharsets.UTF_8));
    SignedRequest signed =
        scheme(provider).signed(draft, secret, VerificationSettings.defaults(), now());
    SignedRequest sent =
        tampered
            ? new SignedRequest(
                signed.method(),
                signed.url(),
                signed.headers(),
                body.replace("pay me", "pay ME").getBytes(StandardCharsets.UTF_8))
            : signed;
    Api.Answer answer = api.deliver(sent);
    if (tampered) {
      check(
          answer.status() == 401 && answer.body().path("code").asText().equals("bad_signature"),
          "%s, tampered: %d %s".formatted(provider, answer.status(), answer.body().path("code")));
    } else {
      check(
          answer.status() == 200 && answer.body().path("status").asText().equals("accepted"),
          "%s: %d %s".formatted(provider, answer.status(), answer.body()));
    }
  }

  private Verdict verdict(String provider, SignedRequest request, SecretText secret) {
    Instant now = now();
    SecretRing ring = new SecretRing(List.of(new SecretVersion("demo", secret, now, null)));
    return scheme(provider).verify(request, ring, VerificationSettings.defaults(), now);
  }

  private static SignatureScheme scheme(String provider) {
    return SignatureSchemes.forProvider(provider).orElseThrow();
  }

  private Instant now() {
    return time.instant();
  }

  private void check(boolean holds, String what) {
    held &= holds;
    out.println((holds ? "  ok    " : "  FAILED ") + what);
  }
}
