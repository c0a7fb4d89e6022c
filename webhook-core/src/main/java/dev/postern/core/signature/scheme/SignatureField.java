package dev.postern.core.signature.scheme;

import dev.postern.core.signature.HeaderFields;

/** Where in the header the signature stands, and how. */
public interface SignatureField {

  String name();

  Encoding encoding();

  /** The candidates, or why there are none: missing, duplicated, malformed, of another version. */
  Read<Claim> read(HeaderFields headers);

  /**
   * The field that carries {@code digest}.
   *
   * @param stamp the timestamp's text, for fields that carry it too; empty when none is signed
   */
  HeaderFields write(byte[] digest, String stamp);
}
