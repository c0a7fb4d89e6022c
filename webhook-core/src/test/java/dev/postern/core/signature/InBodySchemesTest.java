package dev.postern.core.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.conformance.Vector;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures that stand in the body or cover a URL: what could be slipped past them. */
class InBodySchemesTest {
  private static final Instant NOW = Instant.ofEpochSecond(1760000000);
  private static final String KEY = "0123456789abcdef";
  private static final String T = "1760000000";

  @Test
  void name_that_occurs_twice_is_malformed_where_the_body_carries_the_signature() {
    String signed = "\"signature\":" + mailgun(T, "token");
    assertThat(verify("mailgun", "application/json", "{" + signed + "}")).isEqualTo("accepted");
    assertThat(verify("mailgun", "application/json", "{" + signed + "," + signed + "}"))
        .isEqualTo("malformed_payload");
    String state = "{\"value\":[{\"clientState\":\"" + KEY + "\"}]";
    assertThat(verify("ms-graph", "application/json", state + "}")).isEqualTo("accepted");
    assertThat(verify("ms-graph", "application/json", state + ",\"value\":[]}"))
        .isEqualTo("malformed_payload");
  }

  @Test
  void mailgun_form_is_judged_by_the_same_three_fields() {
    String digest = Digests.hex(KEY, T + "token");
    String form = "timestamp=" + T + "&token=token&signature=" + digest + "&subject=hi";
    String type = "application/x-www-form-urlencoded";

    assertThat(verify("mailgun", type, form)).isEqualTo("accepted");
    assertThat(verify("mailgun", type, form.replace("token=token", "token=other")))
        .isEqualTo("bad_signature");
    assertThat(verify("mailgun", type, form + "&token=other")).isEqualTo("missing_id");
    assertThat(verify("mailgun", type, "a=b")).isEqualTo("missing_signature");
    assertThat(verify("mailgun", "text/plain", form)).isEqualTo("malformed_payload");
    assertThat(((Verdict.Accepted) judge("mailgun", type, form)).identity())
        .satisfies(it -> {
          assertThat(it.nonce()).isEqualTo("token");
          assertThat(it.derived()).isTrue();
        });
  }

  @Test
  void mailgun_event_of_a_subaccount_may_be_proven_by_the_parents_signature() {
    String foreign =
        "{\"timestamp\":\"" + T + "\",\"token\":\"t\",\"signature\":\"" + "0".repeat(64) + "\"}";
    String body = "{\"signature\":" + foreign + ",\"parent-signature\":" + mailgun(T, "t2") + "}";

    assertThat(verify("mailgun", "application/json", body)).isEqualTo("accepted");
    assertThat(verify("mailgun", "application/json", body.replace("\"t2\"", "\"t3\"")))
        .isEqualTo("bad_signature");
    assertThat(verify("mailgun", "application/json", "{\"signature\":" + foreign + "}"))
        .isEqualTo("bad_signature");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "form-data; name=\"json\"|accepted",
        "form-data; name=json|accepted",
        "form-data; NAME=\"json\"|accepted",
        "form-data; filename=\"a.txt\"; name=\"json\"|accepted",
        "form-data; filename=\"json\"|malformed_payload",
        "form-data; name=\"json2\"|malformed_payload",
        "attachment; name=\"json\"|malformed_payload"
      })
  void dropbox_sign_form_is_read_by_its_fields_name(String disposition, String outcome) {
    assertThat(
            verify("dropbox-sign", "multipart/form-data; boundary=b", part(disposition) + "--b--"))
        .isEqualTo(outcome);
  }

  @Test
  void dropbox_sign_form_with_two_such_fields_or_without_its_boundary_is_malformed() {
    String one = part("form-data; name=\"json\"");
    String type = "multipart/form-data; charset=x; boundary=\"b\"";

    assertThat(verify("dropbox-sign", type, "preamble\r\n" + one + "--b--")).isEqualTo("accepted");
    assertThat(verify("dropbox-sign", type, one + one + "--b--")).isEqualTo("malformed_payload");
    assertThat(verify("dropbox-sign", "multipart/form-data; boundary=c", one + "--b--"))
        .isEqualTo("malformed_payload");
    assertThat(verify("dropbox-sign", "multipart/form-data", one)).isEqualTo("malformed_payload");
    assertThat(verify("dropbox-sign", "application/json", one)).isEqualTo("malformed_payload");
  }

  @Test
  void adyen_colons_shift_fields_as_adyen_itself_lets_them() {
    assertThat(verify("adyen", "application/json", adyen("A:B", "C"))).isEqualTo("accepted");
    assertThat(verify("adyen", "application/json", adyen("A\\\\:B", "C")))
        .isEqualTo("bad_signature");
  }

  private static String adyen(String account, String reference) {
    byte[] key = HexFormat.of().parseHex(KEY);
    byte[] digest =
        Digests.mac("HmacSHA256", key, "P::A:B:C:100:EUR:AUTHORISATION:true".getBytes(UTF_8));
    return """
    {"notificationItems":[{"NotificationRequestItem":{"pspReference":"P","merchantAccountCode":"%s",
    "merchantReference":"%s","amount":{"value":100,"currency":"EUR"},"eventCode":"AUTHORISATION",
    "success":"true","additionalData":{"hmacSignature":"%s"}}}]}\
    """
        .formatted(account, reference, Base64.getEncoder().encodeToString(digest));
  }

  @Test
  void twilio_body_digest_counts_only_inside_the_url_that_is_signed() {
    String configured = "https://gw.example.com/in/x?tenant=1";
    String digest =
        Base64.getEncoder()
            .encodeToString(
                Digests.mac("HmacSHA1", KEY.getBytes(UTF_8), configured.getBytes(UTF_8)));
    byte[] forged = "{\"forged\":true}".getBytes(UTF_8);
    String slipped =
        "https://gw.example.com/in/x?bodySHA256="
            + EventIdentity.digestOf(forged).substring("sha256:".length());
    SignedRequest request =
        new SignedRequest(
            "POST",
            slipped,
            HeaderFields.of("Content-Type", "application/json", "X-Twilio-Signature", digest),
            forged);

    assertThat(
            code(
                scheme("twilio")
                    .verify(
                        request,
                        Rings.of(KEY),
                        VerificationSettings.defaults().withPublicUrl(configured),
                        NOW)))
        .isEqualTo("insufficient_coverage");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"SigningCertURL\":\"https://|\"SigningCertURL\":\"http://|bad_certificate",
        ".amazonaws.com/|.amazonaws.com.evil.example/|bad_certificate",
        "https://sns.|https://user@sns.|bad_certificate",
        "https://sns.us-east-1.|https://sns.s3-us-west-2.|bad_certificate",
        "https://sns.us-east-1.|https://sns.s3.|bad_certificate",
        "https://sns.us-east-1.|https://sns.execute-api.|bad_certificate",
        "https://sns.us-east-1.|https://sns.eu-central-1.|accepted",
        "https://sns.us-east-1.|https://sns.us-gov-west-1.|accepted",
        "https://sns.us-east-1.amazonaws.com/|https://sns.cn-north-1.amazonaws.com.cn/|accepted",
        "https://sns.us-east-1.amazonaws.com/|https://sns.us-east-1.amazonaws.com:8443/|bad_certificate",
        "https://sns.us-east-1.amazonaws.com/|https://evil.example\\\\@sns.us-east-1.amazonaws.com/|bad_certificate",
        ".pem\"|.pem?x\"|bad_certificate",
        ".pem\"|.crt\"|bad_certificate",
        "\"SignatureVersion\":\"2\"|\"SignatureVersion\":\"1\"|bad_signature",
        "\"SignatureVersion\":\"2\"|\"SignatureVersion\":\"3\"|unsupported_version",
        "\"SignatureVersion\":\"2\"|\"Other\":\"2\"|unsupported_version",
        "\"Type\":\"Notification\"|\"Type\":\"Other\"|malformed_payload",
        "\"Type\":\"Notification\"|\"Type\":\"SubscriptionConfirmation\"|bad_signature",
        "\"Timestamp\":|\"Timestam\":|bad_signature"
      })
  void sns_message_is_refused_when_anything_about_its_signature_is_off(
      String part, String other, String outcome) {
    Vector vector = vector("aws-sns/v/ok-v2");

    assertThat(code(changed(vector, body -> body))).isEqualTo("accepted");
    assertThat(code(changed(vector, body -> replaced(body, part, other)))).isEqualTo(outcome);
  }

  @Test
  void paypal_certificate_is_taken_from_paypal_alone() {
    Vector vector = vector("paypal/v/ok");
    for (String url :
        List.of(
            "http://api.paypal.com/v1/notifications/certs/CERT",
            "https://api.paypal.com.evil.example/v1/c",
            "https://evil.example/api.paypal.com",
            "https://api.paypal.com@evil.example/",
            "https://www.paypal.com/x",
            "https://api.evil.paypal.com.example/",
            "https://api.paypal.com:8443/x",
            "https:///x",
            "not a url")) {
      assertThat(code(withHeader(vector, "PAYPAL-CERT-URL", url)))
          .as(url)
          .isEqualTo("bad_certificate");
    }
    assertThat(code(withHeader(vector, "PAYPAL-CERT-URL", "https://API-M.sandbox.paypal.com/c")))
        .isEqualTo("accepted");
    assertThat(code(withHeader(vector, "PAYPAL-AUTH-ALGO", "SHA1withRSA")))
        .isEqualTo("unsupported_version");
    assertThat(code(withHeader(vector, "PAYPAL-AUTH-ALGO", "sha256WITHrsa"))).isEqualTo("accepted");
    assertThat(code(withHeader(vector, "PAYPAL-TRANSMISSION-TIME", "yesterday")))
        .isEqualTo("malformed_timestamp");
    assertThat(code(withHeader(vector, "PAYPAL-TRANSMISSION-ID", ""))).isEqualTo("missing_id");
    assertThat(code(withHeader(vector, "PAYPAL-TRANSMISSION-TIME", "")))
        .isEqualTo("missing_timestamp");
    assertThat(code(withHeader(vector, "PAYPAL-CERT-URL", ""))).isEqualTo("bad_certificate");
    assertThat(code(withHeader(vector, "PAYPAL-TRANSMISSION-SIG", "no base64!")))
        .isEqualTo("malformed_signature");
  }

  @Test
  void certificate_that_has_ended_proves_nothing() {
    for (String id : List.of("paypal/v/ok", "aws-sns/v/ok-v2")) {
      Vector vector = vector(id);
      VerificationSettings patient = vector.settings().withTolerance(Duration.ofDays(365 * 200));

      assertThat(
              code(
                  scheme(vector.provider())
                      .verify(
                          vector.request(),
                          Rings.of(new String[0]),
                          patient,
                          vector.now().plus(Duration.ofDays(365 * 150)))))
          .isEqualTo("bad_certificate");
    }
  }

  @Test
  void graph_notifications_of_one_request_are_told_apart_as_a_whole() {
    String item = "{\"clientState\":\"" + KEY + "\",\"id\":\"n1\"}";

    assertThat(accepted("ms-graph", "{\"value\":[" + item + "]}").deduplicationKey())
        .isEqualTo("n1");
    assertThat(accepted("ms-graph", "{\"value\":[" + item + "," + item + "]}").deduplicationKey())
        .startsWith("sha256:");
  }

  @Test
  void line_console_test_is_answered_and_recorded_nowhere() {
    String body = "{\"destination\":\"U1\",\"events\":[]}";
    SignedRequest request =
        scheme("line")
            .signed(
                request("application/json", body),
                SecretText.of(KEY),
                VerificationSettings.defaults(),
                NOW);

    assertThat(scheme("line").verify(request, Rings.of(KEY), VerificationSettings.defaults(), NOW))
        .asInstanceOf(type(Verdict.Handshake.class))
        .extracting(it -> it.answer().status())
        .isEqualTo(200);
  }

  @Test
  void empty_signature_in_the_body_is_a_missing_one() {
    for (String[] row :
        new String[][] {
          {
            "adyen",
            "{\"notificationItems\":[{\"NotificationRequestItem\":{\"additionalData\":"
                + "{\"hmacSignature\":\"\"}}}]}"
          },
          {"mailgun", "{\"signature\":{\"signature\":\"\",\"timestamp\":\"1\",\"token\":\"t\"}}"},
          {"ms-graph", "{\"value\":[{\"clientState\":\"\"}]}"}
        }) {
      assertThat(verify(row[0], "application/json", row[1]))
          .as(row[0])
          .isEqualTo("missing_signature");
    }
    assertThat(
            verify(
                "dropbox-sign",
                "application/x-www-form-urlencoded",
                "json=%7B%22event%22%3A%7B%22event_hash%22%3A%22%22%7D%7D"))
        .isEqualTo("missing_signature");
    Vector sns = vector("aws-sns/v/ok-v2");
    assertThat(
            code(
                changed(
                    sns,
                    body -> body.replaceFirst("\"Signature\": ?\"[^\"]*\"", "\"Signature\":\"\""))))
        .isEqualTo("missing_signature");
    assertThat(
            code(
                changed(sns, body -> body.replaceFirst("\"Signature\": ?\"", "\"Signature\":\"!"))))
        .isEqualTo("malformed_signature");
  }

  @Test
  void refusals_of_signatures_in_the_body_say_what_went_wrong() {
    String asText =
        Base64.getEncoder()
            .encodeToString(
                Digests.mac(
                    "HmacSHA256",
                    KEY.getBytes(UTF_8),
                    "P::A:B:C:100:EUR:AUTHORISATION:true".getBytes(UTF_8)));
    String good = adyen("A:B", "C");
    String other =
        good.replaceFirst("hmacSignature\":\"[^\"]*", "hmacSignature\":\"" + "A".repeat(43) + "=");

    assertThat(diagnosis("adyen", "application/json", other).code()).isEqualTo("other_secret");
    assertThat(diagnosis("adyen", "application/json", other).sentence()).startsWith("Item 1 of 1");
    assertThat(
            diagnosis(
                    "adyen",
                    "application/json",
                    good.replaceFirst("hmacSignature\":\"[^\"]*", "hmacSignature\":\"" + asText))
                .code())
        .isEqualTo("secret_read_differently");
    String mailgun = "{\"signature\":" + mailgun(T, "t") + "}";
    assertThat(
            diagnosis("mailgun", "application/json", mailgun.replace("\"t\"", "\"u\"")).sentence())
        .contains("webhook signing key");
    String upper = Digests.hex(KEY, T + "t").toUpperCase(Locale.ROOT);
    assertThat(
            diagnosis(
                    "mailgun",
                    "application/json",
                    mailgun.replaceFirst("signature\":\"[^\"]*", "signature\":\"" + upper))
                .code())
        .isEqualTo("upper_case_hex");
    String type = "multipart/form-data; boundary=b";
    assertThat(
            diagnosis(
                    "dropbox-sign",
                    type,
                    part("form-data; name=json").replace("\"x\"", "\"y\"") + "--b--")
                .sentence())
        .contains("primary API key");
    byte[] empty = Digests.mac("HmacSHA256", new byte[1], (T + "t").getBytes(UTF_8));
    assertThat(
            diagnosis(
                    "mailgun",
                    "application/json",
                    mailgun.replaceFirst(
                        "signature\":\"[^\"]*", "signature\":\"" + HexFormat.of().formatHex(empty)))
                .code())
        .isEqualTo("sender_has_no_secret");
    SignedRequest request = request("application/json", mailgun);
    assertThat(
            ((Verdict.Rejected)
                    scheme("mailgun")
                        .verify(request, Rings.of(KEY + " "), VerificationSettings.defaults(), NOW))
                .diagnosis()
                .code())
        .isEqualTo("secret_has_white_space");
  }

  @Test
  void refusals_of_certificate_schemes_say_what_went_wrong() {
    Vector paypal = vector("paypal/v/ok");
    Vector sns = vector("aws-sns/v/ok-v2");
    SignedRequest newline =
        paypal
            .request()
            .withBody((new String(paypal.request().body(), UTF_8) + "\n").getBytes(UTF_8));

    assertThat(explained(verdict(paypal, newline))).isEqualTo("trailing_newline");
    assertThat(explained(verdict(paypal, paypal.request().withBody("{}".getBytes(UTF_8)))))
        .isEqualTo("other_webhook");
    assertThat(explained(withHeader(paypal, "PAYPAL-CERT-URL", "https://evil.example/c")))
        .isEqualTo("certificate_url_untrusted");
    assertThat(explained(withHeader(paypal, "PAYPAL-CERT-URL", "")))
        .isEqualTo("certificate_url_untrusted");
    assertThat(explained(changed(sns, body -> replaced(body, "\"Timestamp\":", "\"Timestam\":"))))
        .isEqualTo("message_changed");
    assertThat(
            explained(changed(sns, body -> replaced(body, "\"TopicArn\":\"", "\"TopicArn\":\"x"))))
        .isEqualTo("other_topic");
    for (Vector vector : List.of(paypal, sns)) {
      VerificationSettings settings = vector.settings();
      assertThat(
              explained(vector, settings.withCertificates(CertificateSource.none()), vector.now()))
          .isEqualTo("certificate_unavailable");
      assertThat(explained(vector, settings.withProviderConfig(Map.of()), vector.now()))
          .isEqualTo("not_configured");
      assertThat(explained(vector, settings, vector.now().plus(Duration.ofDays(365 * 150))))
          .isEqualTo("certificate_expired");
      VerificationSettings swapped =
          settings.withCertificates((vector == paypal ? sns : paypal).settings().certificates());
      assertThat(explained(vector, swapped, vector.now())).isEqualTo("certificate_of_another");
    }
  }

  private static String explained(Vector vector, VerificationSettings settings, Instant now) {
    return explained(
        scheme(vector.provider()).verify(vector.request(), Rings.of(new String[0]), settings, now));
  }

  private static String explained(Verdict verdict) {
    return ((Verdict.Rejected) verdict).diagnosis().code();
  }

  private static Diagnosis diagnosis(String provider, String type, String body) {
    return ((Verdict.Rejected) judge(provider, type, body)).diagnosis();
  }

  private static String part(String disposition) {
    String hash = Digests.hex(KEY, T + "x");
    return "--b\r\nContent-Disposition: "
        + disposition
        + "\r\n\r\n{\"event\":{\"event_time\":\""
        + T
        + "\",\"event_type\":\"x\",\"event_hash\":\""
        + hash
        + "\"}}\r\n";
  }

  private static String mailgun(String stamp, String token) {
    return "{\"timestamp\":\"%s\",\"token\":\"%s\",\"signature\":\"%s\"}"
        .formatted(stamp, token, Digests.hex(KEY, stamp + token));
  }

  private static Verdict changed(Vector vector, UnaryOperator<String> change) {
    byte[] body = change.apply(new String(vector.request().body(), UTF_8)).getBytes(UTF_8);
    return verdict(vector, vector.request().withBody(body));
  }

  private static Verdict withHeader(Vector vector, String name, String value) {
    return verdict(vector, vector.request().withHeaders(HeaderFields.of(name, value)));
  }

  private static Verdict verdict(Vector vector, SignedRequest request) {
    return scheme(vector.provider())
        .verify(request, Rings.of(new String[0]), vector.settings(), vector.now());
  }

  private static String replaced(String body, String part, String other) {
    String changed = body.replace("\": \"", "\":\"").replace(part, other);
    assertThat(changed).isNotEqualTo(body);
    return changed;
  }

  private static Vector vector(String id) {
    return VectorsTest.lines().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }

  private static EventIdentity accepted(String provider, String body) {
    return ((Verdict.Accepted) judge(provider, "application/json", body)).identity();
  }

  private static String verify(String provider, String contentType, String body) {
    return code(judge(provider, contentType, body));
  }

  private static Verdict judge(String provider, String contentType, String body) {
    return scheme(provider)
        .verify(request(contentType, body), Rings.of(KEY), VerificationSettings.defaults(), NOW);
  }

  private static SignedRequest request(String contentType, String body) {
    return new SignedRequest(
        "POST",
        "https://gw.example.com/in/x",
        HeaderFields.of("Content-Type", contentType),
        body.getBytes(UTF_8));
  }

  private static SignatureScheme scheme(String provider) {
    return SignatureSchemes.forProvider(provider).orElseThrow();
  }

  private static String code(Verdict verdict) {
    return verdict instanceof Verdict.Rejected rejected ? rejected.reason().code() : "accepted";
  }
}
