package dev.postern.core.signature.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Every scheme's parsers: header lists, timestamps, forms, JSON, structured fields, URLs. */
class VerifyFuzz {
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
          "X-Twilio-Email-Event-Webhook-Timestamp",
          "X-Custom-Time",
          "Shopify-Hmac-Sha256",
          "PAYPAL-TRANSMISSION-SIG",
          "PAYPAL-TRANSMISSION-ID",
          "PAYPAL-TRANSMISSION-TIME",
          "PAYPAL-CERT-URL",
          "PAYPAL-AUTH-ALGO",
          "X-Gitlab-Token",
          "X-Twilio-Signature",
          "ce-id",
          "ce-source",
          "WebHook-Request-Origin");

  @FuzzTest(maxDuration = "5m")
  void nothing_but_a_verdict_comes_out(FuzzedDataProvider data) {
    FuzzedSource source = FuzzedSource.of(data.pickValue(SignatureSchemes.all()));
    SignatureScheme scheme = source.scheme();
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

    Verdict verdict = source.verify(request);

    if (verdict instanceof Verdict.Accepted) {
      throw new IllegalStateException("A forgery was accepted by " + scheme.provider());
    }
    explained(verdict);
  }

  /** Further in than made-up requests come: past the fields into what is signed. */
  @FuzzTest(maxDuration = "5m")
  void changed_genuine_request_is_judged_too(FuzzedDataProvider data) {
    FuzzedSource source = FuzzedSource.of(data.pickValue(SignatureSchemes.all()));
    SignedRequest genuine = source.genuine();
    SignedRequest changed = genuine;
    int count = data.consumeInt(0, 2);
    for (int i = 0; i < count; i++) {
      String name = data.pickValue(genuine.headers().entries()).getKey();
      changed = changed.withHeaders(HeaderFields.of(name, data.consumeString(200)));
    }
    byte[] body = changed.body();
    int from = data.consumeInt(0, body.length);
    int to = data.consumeInt(from, body.length);
    ByteArrayOutputStream spliced = new ByteArrayOutputStream();
    spliced.write(body, 0, from);
    spliced.writeBytes(data.consumeRemainingAsBytes());
    spliced.write(body, to, body.length - to);
    changed = changed.withBody(spliced.toByteArray());

    Verdict verdict = source.verify(changed);

    boolean same = Arrays.equals(changed.body(), genuine.body());
    if (verdict instanceof Verdict.Accepted && !same && source.signsEveryByte()) {
      throw new IllegalStateException(
          "A changed body was accepted by " + source.scheme().provider());
    }
    explained(verdict);
  }

  private static void explained(Verdict verdict) {
    if (verdict instanceof Verdict.Rejected rejected && rejected.diagnosis().sentence().isEmpty()) {
      throw new IllegalStateException("A refusal says nothing.");
    }
  }
}
