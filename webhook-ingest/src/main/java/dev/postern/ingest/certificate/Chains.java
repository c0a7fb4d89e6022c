package dev.postern.ingest.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whether certificates lead to a root. Providers publish either the chain or the leaf alone; a leaf
 * alone cannot be led anywhere, and is worth what the verified TLS connection to the host is worth
 * that the scheme trusts: so it must not have ended, and that is all. RFC 5280 section 6 for
 * chains.
 */
record Chains(Set<TrustAnchor> roots) {
  private static final System.Logger LOG = System.getLogger(Chains.class.getName());

  /** The roots that the Java runtime trusts. */
  static Chains ofRuntime() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      @Nullable KeyStore runtime = null;
      factory.init(runtime);
      return new Chains(
          Arrays.stream(factory.getTrustManagers()).flatMap(Chains::roots).collect(toAnchors()));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("The Java runtime has no trusted roots.", broken);
    }
  }

  /** Leaf first. */
  boolean trusted(List<X509Certificate> chain, Instant now) {
    if (chain.size() == 1 && !selfSigned(chain.getFirst())) {
      X509Certificate leaf = chain.getFirst();
      return !now.isBefore(leaf.getNotBefore().toInstant())
          && now.isBefore(leaf.getNotAfter().toInstant());
    }
    try {
      List<X509Certificate> path =
          chain.stream().filter(certificate -> !selfSigned(certificate)).toList();
      CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(path);
      PKIXParameters parameters = new PKIXParameters(roots);
      parameters.setDate(Date.from(now));
      // Asking every authority about every leaf would be a request to wherever the leaf says.
      parameters.setRevocationEnabled(false);
      CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
      return !path.isEmpty();
    } catch (GeneralSecurityException untrusted) {
      LOG.log(System.Logger.Level.DEBUG, "certificate_chain_refused", untrusted);
      return false;
    }
  }

  private static boolean selfSigned(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  private static java.util.stream.Stream<X509Certificate> roots(TrustManager manager) {
    return manager instanceof X509TrustManager trust
        ? Arrays.stream(trust.getAcceptedIssuers())
        : java.util.stream.Stream.empty();
  }

  private static java.util.stream.Collector<X509Certificate, ?, Set<TrustAnchor>> toAnchors() {
    return Collectors.mapping(root -> new TrustAnchor(root, null), Collectors.toSet());
  }
}
