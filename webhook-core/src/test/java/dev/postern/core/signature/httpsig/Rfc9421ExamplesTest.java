package dev.postern.core.signature.httpsig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.httpsig.Structured.InnerList;
import dev.postern.core.signature.httpsig.Structured.Item;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples of RFC 9421 appendix B: their values are the RFC's, each proves itself.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421#appendix-B">RFC 9421 appendix B</a>
 */
class Rfc9421ExamplesTest {
  private static final String DIGEST =
      "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";

  private static final SignedRequest REQUEST =
      new SignedRequest(
          "POST",
          "https://example.com/foo?param=Value&Pet=dog",
          HeaderFields.of(
              "Host", "example.com",
              "Date", "Tue, 20 Apr 2021 02:07:55 GMT",
              "Content-Type", "application/json",
              "Content-Digest", DIGEST,
              "Content-Length", "18"),
          "{\"hello\": \"world\"}".getBytes(UTF_8));

  private static final SignedRequest DEMO =
      new SignedRequest(
          "GET",
          "https://example.org/demo?name1=Value1&Name2=value2",
          HeaderFields.of("Accept", "application/json", "Accept", "*/*"),
          new byte[0]);

  private static final String RSA_MODULUS =
      "r4tmm3r20Wd_PbqvP1s2-QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct-Lh1GH45x28Rw3Ry53mm-oAXjyQ86On"
          + "DkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHqgDsznjPFmTOtCEcN2Z1FpWgchwuYLPL-Wokqltd11"
          + "nqqzi-bJ9cvSKADYdUAAN5WUtzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4aOT9v6d-"
          + "nb4bnNkQVklLQ3fVAvJm-xdDOp9LCNCN48V2pnDOkFV6-U9nV5oyc6XI2w";

  static Stream<Arguments> examples() {
    return Stream.of(
        example(
            "B.2.1",
            REQUEST,
            "();created=1618884473;keyid=\"test-key-rsa-pss\";nonce=\"b3k2pp5k7z-50gnwp.yemd\"",
            "d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxbtRxf8Udx"
                + "7zFZsckzXaJMkA7ChG52eSkFxykJeNqsrWH5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLMI"
                + "QKhO4DGezXehhWwE56YCE+O6c0mKZsfxVrogUvA4HELjVKWmAvtl6UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6d4s8"
                + "m0gCw1fV5/SITLq9mhho8K3+7EPYTU8IU1bLhdxO5Nyt8C8ssinQ98Xw9Q==",
            "rsa-pss-sha512"),
        example(
            "B.2.2",
            REQUEST,
            "(\"@authority\" \"content-digest\" \"@query-param\";name=\"Pet\");created=1618884473;"
                + "keyid=\"test-key-rsa-pss\";tag=\"header-example\"",
            "LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJyE5qH7KT"
                + "8UCMkSowOB4+ECxCmT8rtAmj/0PIXxi0A0nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVt"
                + "R8NV7+4UKkjqpcAoFqWFQh62s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsURIjY"
                + "ErOs0tFTQosMTAoxk//0RoKUqiYY8Bh0aaUEb0rQl3/XaVe4bXTugEjHSw==",
            "rsa-pss-sha512"),
        example(
            "B.2.3",
            REQUEST,
            "(\"date\" \"@method\" \"@path\" \"@query\" \"@authority\" \"content-type\""
                + " \"content-digest\""
                + " \"content-length\");created=1618884473;keyid=\"test-key-rsa-pss\"",
            "bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU5p2"
                + "voTp768ZrCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXX"
                + "ZzNBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39"
                + "VBrohr9iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==",
            "rsa-pss-sha512"),
        example(
            "B.2.5",
            REQUEST,
            "(\"date\" \"@authority\""
                + " \"content-type\");created=1618884473;keyid=\"test-shared-secret\"",
            "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=",
            "hmac-sha256"),
        example(
            "B.2.6",
            REQUEST,
            "(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\");"
                + "created=1618884473;keyid=\"test-key-ed25519\"",
            "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==",
            "ed25519"),
        example(
            "B.4",
            DEMO,
            "(\"@method\" \"@path\" \"@authority\" \"accept\");created=1618884473;"
                + "keyid=\"test-key-ed25519\"",
            "ZT1kooQsEHpZ0I1IjCqtQppOmIqlJPeo7DHR3SoMn0s5JZ1eRGS0A+vyYP9t/LXlh5QMFFQ6cpLt2m0pmj3NDA==",
            "ed25519"));
  }

  private static Arguments example(
      String section, SignedRequest request, String input, String signature, String algorithm) {
    return Arguments.of(section, request, input, signature, algorithm);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void example_verifies_and_no_other_message_does(
      String section, SignedRequest request, String input, String signature, String algorithm) {
    InnerList covered = list(input);
    String base = SignatureBase.of(request, request.url(), covered).orElseThrow();
    byte[] bytes = Base64.getDecoder().decode(signature);
    SignatureKey key = SignatureKey.parse(key(algorithm)).orElseThrow();

    assertThat(covered.write()).isEqualTo(input);
    assertThat(key.verifies()).isTrue();
    assertThat(key.verifies(algorithm, base, bytes)).isTrue();
    assertThat(key.verifies(algorithm, base + " ", bytes)).isFalse();
    for (Item item : covered.items()) {
      assertThat(base).contains(item.write() + ": ");
    }
  }

  /** Appendix B.3's signature over a certificate that a proxy puts into a field. */
  @Test
  void example_of_a_proxy_verifies() {
    String certificate =
        ":MIIBqDCCAU6gAwIBAgIBBzAKBggqhkjOPQQDAjA6MRswGQYDVQQKDBJMZXQncyBBdXRoZW50aWNhdGUxGzAZBgNVBAMMEkxBIElu"
            + "dGVybWVkaWF0ZSBDQTAeFw0yMDAxMTQyMjU1MzNaFw0yMTAxMjMyMjU1MzNaMA0xCzAJBgNVBAMMAkJDMFkwEwYHKoZIzj0CAQYI"
            + "KoZIzj0DAQcDQgAE8YnXXfaUgmnMtOXU/IncWalRhebrXmckC8vdgJ1p5Be5F/3YC8OthxM4+k1M6aEAEFcGzkJiNy6J84y7uzo9"
            + "M6NyMHAwCQYDVR0TBAIwADAfBgNVHSMEGDAWgBRm3WjLa38lbEYCuiCPct0ZaSED2DAOBgNVHQ8BAf8EBAMCBsAwEwYDVR0lBAww"
            + "CgYIKwYBBQUHAwIwHQYDVR0RAQH/BBMwEYEPYmRjQGV4YW1wbGUuY29tMAoGCCqGSM49BAMCA0gAMEUCIBHda/r1vaL6G3VliL4/"
            + "Di6YK0Q6bMjeSkC3dFCOOB8TAiEAx/kHSB4urmiZ0NX5r5XarmPk0wmuydBVoU4hBVZ1yhk=:";
    SignedRequest request =
        new SignedRequest(
            "POST",
            "https://service.internal.example/foo?param=Value&Pet=dog",
            HeaderFields.of("Client-Cert", certificate),
            new byte[0]);
    InnerList covered =
        list(
            "(\"@path\" \"@query\" \"@method\" \"@authority\" \"client-cert\");"
                + "created=1618884473;keyid=\"test-key-ecc-p256\"");
    byte[] signature =
        Base64.getDecoder()
            .decode(
                "xVMHVpawaAC/0SbHrKRs9i8I3eOs5RtTMGCWXm/9nvZzoHsIg6Mce9315T6xoklyy0yzhD9ah4JHRwMLOgmizw==");
    String base = SignatureBase.of(request, request.url(), covered).orElseThrow();

    assertThat(
            SignatureKey.parse(key("ecdsa-p256-sha256"))
                .orElseThrow()
                .verifies("ecdsa-p256-sha256", base, signature))
        .isTrue();
  }

  private static InnerList list(String text) {
    return (InnerList) StructuredParser.list(text).orElseThrow().getFirst();
  }

  private static SecretText key(String algorithm) {
    String ed25519 =
        "302a300506032b6570032100" + hex("JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs");
    String p256 =
        "3059301306072a8648ce3d020106082a8648ce3d03010703420004"
            + hex("qIVYZVLCrPZHGHjP17CTW0_-D9Lfw0EkjqF7xB4FivA")
            + hex("Mc4nN9LTDOBhfoUeg8Ye9WedFRhnZXZJA12Qp0zZ6F0");
    return Map.of(
            "hmac-sha256",
            SecretText.of(
                "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ=="),
            "ed25519",
            base64(ed25519),
            "ecdsa-p256-sha256",
            base64(p256),
            "rsa-pss-sha512",
            SecretText.of(Base64.getEncoder().encodeToString(rsa())))
        .getOrDefault(algorithm, SecretText.of(""));
  }

  private static SecretText base64(String hex) {
    return SecretText.of(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)));
  }

  private static String hex(String base64Url) {
    return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(base64Url));
  }

  private static byte[] rsa() {
    try {
      BigInteger modulus = new BigInteger(1, Base64.getUrlDecoder().decode(RSA_MODULUS));
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65537)))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void uncovered_changes_do_no_harm_and_covered_ones_break_the_base() {
    InnerList covered = list("(\"@method\" \"@path\" \"@authority\" \"accept\")");
    String base = SignatureBase.of(DEMO, DEMO.url(), covered).orElseThrow();
    SignedRequest joined =
        DEMO.withHeaders(HeaderFields.of("Accept", "application/json, */*", "Referer", "x"));
    SignedRequest swapped =
        new SignedRequest(
            "GET",
            DEMO.url(),
            HeaderFields.of("Accept", "*/*", "Accept", "application/json"),
            new byte[0]);

    assertThat(SignatureBase.of(joined, DEMO.url() + "&param=added", covered)).contains(base);
    assertThat(SignatureBase.of(swapped, DEMO.url(), covered)).isPresent().get().isNotEqualTo(base);
    assertThat(List.of("https://example.com/demo", "https://example.org/Demo"))
        .noneMatch(url -> SignatureBase.of(DEMO, url, covered).orElseThrow().equals(base));
  }
}
