package dev.postern.adminui.node;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A root made for a test. It vouches for any public key, also for one whose private half nobody
 * here has: what a recorded key signed can so be led to a root.
 */
final class TestAuthority {
  private static final AlgorithmIdentifier ALGORITHM =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  private static final X500Name NAME = new X500Name("CN=Postern's tests");

  private final AtomicLong serial = new AtomicLong();
  private final PrivateKey key;
  private final X509Certificate root;

  TestAuthority() throws GeneralSecurityException, IOException {
    KeyPair own = keyPair("EC");
    key = own.getPrivate();
    root =
        issue(
            NAME,
            own.getPublic(),
            new Extension(
                Extension.basicConstraints, true, new BasicConstraints(0).getEncoded("DER")));
  }

  static KeyPair keyPair(String algorithm) throws GeneralSecurityException {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
  }

  X509Certificate root() {
    return root;
  }

  /** For whoever goes by that common name and, as a host, by all of these. */
  X509Certificate certify(String commonName, PublicKey holder, String... hosts)
      throws GeneralSecurityException, IOException {
    GeneralName[] names =
        Arrays.stream(hosts)
            .map(host -> new GeneralName(GeneralName.dNSName, host))
            .toArray(GeneralName[]::new);
    X500Name subject = new X500Name("CN=" + commonName);
    return hosts.length == 0
        ? issue(subject, holder)
        : issue(
            subject,
            holder,
            new Extension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(names).getEncoded("DER")));
  }

  private X509Certificate issue(X500Name subject, PublicKey holder, Extension... extensions)
      throws GeneralSecurityException, IOException {
    V3TBSCertificateGenerator draft = new V3TBSCertificateGenerator();
    draft.setSerialNumber(new ASN1Integer(BigInteger.valueOf(serial.incrementAndGet())));
    draft.setIssuer(NAME);
    draft.setSubject(subject);
    draft.setStartDate(new Time(Date.from(Instant.parse("2020-01-01T00:00:00Z"))));
    draft.setEndDate(new Time(Date.from(Instant.parse("2120-01-01T00:00:00Z"))));
    draft.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(holder.getEncoded()));
    draft.setSignature(ALGORITHM);
    if (extensions.length > 0) {
      draft.setExtensions(new Extensions(extensions));
    }
    TBSCertificate content = draft.generateTBSCertificate();
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key);
    signature.update(content.getEncoded("DER"));
    ASN1EncodableVector whole = new ASN1EncodableVector();
    whole.add(content);
    whole.add(ALGORITHM);
    whole.add(new DERBitString(signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(new DERSequence(whole).getEncoded("DER")));
  }
}
