package dev.postern.core.signature.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every scheme's parsers: header lists, timestamps, forms, JSON, structured fields, URLs. */
class VerifyFuzz {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> NAMES =
      List.of(
          "Content-Type",
          "Authorization",
          "webhook-id",
          "webhook-timestamp",
          "Signature-Input",
          "Signature",
          "Content-Digest",
          "X-Timestamp",
          "X-Slack-Request-Timestamp",
          "x-zm-request-timestamp",
          "X-HubSpot-Request-Timestamp",
          "X-Zendesk-Webhook-Signature-Timestamp",
          "X-Signature-Timestamp",
          "PAYPAL-TRANSMISSION-SIG",
          "PAYPAL-TRANSMISSION-ID",
          "PAYPAL-TRANSMISSION-TIME",
          "PAYPAL-CERT-URL",
          "X-Gitlab-Token",
          "X-Twilio-Signature",
          "ce-id",
          "ce-source",
          "WebHook-Request-Origin");

  @FuzzTest(maxDuration = "5m")
  void nothing_but_a_verdict_comes_out(FuzzedDataProvider data) {
    SignatureScheme scheme = data.pickValue(SignatureSchemes.all());
    VerificationSettings settings =
        VerificationSettings.defaults()
            .withProviderConfig(
                Map.of("topic_arn", "arn:x", "webhook_id", "w", "verify_token", "never guessed"));
    SecretRing ring =
        new SecretRing(
            List.of(
                new SecretVersion(
                    "sec_1", SecretText.of("never guessed by a fuzzer"), Instant.EPOCH, null)));
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    int count = data.consumeInt(0, 6);
    for (int i = 0; i < count; i++) {
      String name =
          data.consumeBoolean()
              ? scheme.signatureHeader().orElse("Signature")
              : data.pickValue(NAMES);
      fields.add(Map.entry(name, data.consumeString(200)));
    }
    String method = data.pickValue(List.of("POST", "GET", "OPTIONS"));
    String url = "https://a.example/in/x" + data.consumeString(60);
    SignedRequest request =
        new SignedRequest(method, url, HeaderFields.of(fields), data.consumeRemainingAsBytes());

    Verdict verdict = scheme.verify(request, ring, settings, NOW);

    if (verdict instanceof Verdict.Accepted) {
      throw new IllegalStateException("A forgery was accepted by " + scheme.provider());
    }
    if (verdict instanceof Verdict.Rejected rejected && rejected.diagnosis().sentence().isEmpty()) {
      throw new IllegalStateException("A refusal says nothing.");
    }
  }
}
