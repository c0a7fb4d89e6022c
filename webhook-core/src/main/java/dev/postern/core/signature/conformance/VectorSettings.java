package dev.postern.core.signature.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.signature.CertificateSource;
import dev.postern.core.signature.PemCertificates;
import dev.postern.core.signature.VerificationSettings;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a vector says the receiver has configured besides secrets. */
final class VectorSettings {
  private static final List<String> TEXTS =
      List.of("verify_token", "webhook_id", "topic_arn", "alg", "key_id");
  private static final List<String> LISTS = List.of("allowed_origins", "required_components");

  private VectorSettings() {}

  static VerificationSettings of(JsonNode vector) {
    Map<String, String> config = new HashMap<>();
    for (String name : TEXTS) {
      if (vector.hasNonNull(name)) {
        config.put(name, VectorReader.text(vector, name));
      }
    }
    for (String name : LISTS) {
      if (vector.hasNonNull(name)) {
        config.put(name, String.join(" ", VectorReader.texts(vector, name)));
      }
    }
    if (vector.path("provider").asText().equals("cloudevents") && !vector.has("secret")) {
      config.put("authentication", "none");
    }
    return VerificationSettings.defaults()
        .withProviderConfig(config)
        .withCertificates(
            certificates(
                vector.hasNonNull("cert_pem") ? VectorReader.text(vector, "cert_pem") : ""));
  }

  private static CertificateSource certificates(String pem) {
    List<X509Certificate> chain = PemCertificates.parse(pem);
    return url -> chain;
  }
}
