package dev.postern.core.signature.scheme;

import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.VerificationSettings;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why a certificate that a request points to is not taken. */
public final class CertificateTrouble {
  private CertificateTrouble() {}

  /**
   * @param url as the request has it; empty when it has none
   */
  public static Diagnosis of(String url, Pattern host, VerificationSettings settings, Instant now) {
    Optional<URI> trusted = RsaCertificate.trustedUrl(url, host);
    if (trusted.isEmpty()) {
      return new Diagnosis(
          "certificate_url_untrusted",
          url.isEmpty()
              ? "The request names no certificate."
              : "The request points to a certificate at "
                  + url
                  + ", which is not the provider's: most likely somebody else made it.");
    }
    List<X509Certificate> chain = settings.certificates().fetch(trusted.get());
    if (chain.isEmpty()) {
      return new Diagnosis(
          "certificate_unavailable",
          "The certificate at "
              + trusted.get()
              + " could not be fetched, or its chain leads to no root that is trusted here.");
    }
    Instant end = chain.getFirst().getNotAfter().toInstant();
    return now.isBefore(end)
        ? new Diagnosis(
            "certificate_of_another",
            "The certificate at that URL is made out to "
                + chain.getFirst().getSubjectX500Principal()
                + ", which is not the provider.")
        : new Diagnosis("certificate_expired", "The certificate at that URL ended at " + end + ".");
  }
}
