package dev.postern.core.signature.scheme;

/** The outline of DER (X.690 section 8.1): where elements begin and end, whatever is in them. */
final class Der {
  private static final int INTEGER = 0x02;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int SEQUENCE = 0x30;

  private Der() {}

  /**
   * Whether the bytes have the shape of a key of a pair: SubjectPublicKeyInfo or PKCS #8, damaged
   * ones too, or a sequence of any whole elements, as a certificate and keys of PKCS #1 and SEC 1
   * are.
   */
  static boolean isKeyOfAPair(byte[] bytes) {
    int inner = content(bytes, 0, SEQUENCE);
    return inner >= 0 && (namesAlgorithm(bytes, inner) || isWhole(bytes, inner));
  }

  private static boolean namesAlgorithm(byte[] bytes, int inner) {
    boolean pkcs8 =
        inner + 3 <= bytes.length && bytes[inner] == INTEGER && bytes[inner + 1] == 0x01;
    int algorithm = content(bytes, pkcs8 ? inner + 3 : inner, SEQUENCE);
    return algorithm >= 0 && algorithm < bytes.length && bytes[algorithm] == OBJECT_IDENTIFIER;
  }

  /**
   * A length of several bytes that is right is no chance; random key bytes may well begin as a
   * short sequence, but its elements do not come out even.
   */
  private static boolean isWhole(byte[] bytes, int inner) {
    if (end(bytes, 0) != bytes.length) {
      return false;
    }
    if (inner > 3) {
      return true;
    }
    int at = inner;
    while (at >= 0 && at < bytes.length) {
      at = end(bytes, at);
    }
    return at == bytes.length;
  }

  /** Where the content of the element at that place begins; -1 when it is of another tag. */
  private static int content(byte[] bytes, int at, int tag) {
    if (at + 2 > bytes.length || bytes[at] != tag) {
      return -1;
    }
    int length = bytes[at + 1] & 0xFF;
    return length < 0x80 ? at + 2 : at + 2 + (length & 0x7F);
  }

  /** Where the element at that place ends; -1 when it is not all there. */
  private static int end(byte[] bytes, int at) {
    if (at + 2 > bytes.length) {
      return -1;
    }
    int from = content(bytes, at, bytes[at]);
    int octets = from - at - 2;
    if (octets > Integer.BYTES || from > bytes.length) {
      return -1;
    }
    long length = octets == 0 ? bytes[at + 1] : 0;
    for (int i = at + 2; i < from; i++) {
      length = length << Byte.SIZE | bytes[i] & 0xFF;
    }
    return from + length <= bytes.length ? (int) (from + length) : -1;
  }
}
