package dev.postern.core.signature.scheme;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.stream.Stream;

/** The forms besides SubjectPublicKeyInfo in which people have a public key. */
public final class SubjectPublicKey {
  /** rsaEncryption, without parameters. */
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

  private static final int SEQUENCE = 0x30;
  private static final int BIT_STRING = 0x03;

  private SubjectPublicKey() {}

  /**
   * What may be its SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7): the bytes themselves, the key
   * in the certificate that they are, the RSA key of PKCS #1 that they are. A certificate is only
   * the envelope of its key here: neither its dates nor its issuer are judged.
   */
  public static Stream<byte[]> readings(byte[] der) {
    return Stream.concat(Stream.of(der), Stream.concat(certified(der), Stream.of(pkcs1(der))));
  }

  private static Stream<byte[]> certified(byte[] der) {
    try {
      return Stream.of(
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der))
              .getPublicKey()
              .getEncoded());
    } catch (CertificateException e) {
      return Stream.empty();
    }
  }

  private static byte[] pkcs1(byte[] key) {
    byte[] unused = {0}; // the bits of the last byte that do not count: none
    return element(SEQUENCE, RSA, element(BIT_STRING, unused, key));
  }

  private static byte[] element(int tag, byte[] first, byte[] second) {
    int length = first.length + second.length;
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    if (length < 0x80) {
      element.write(length);
    } else {
      int octets = (39 - Integer.numberOfLeadingZeros(length)) / 8;
      element.write(0x80 | octets);
      for (int i = octets - 1; i >= 0; i--) {
        element.write(length >> 8 * i);
      }
    }
    element.writeBytes(first);
    element.writeBytes(second);
    return element.toByteArray();
  }
}
