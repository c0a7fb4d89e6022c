package dev.postern.ingest.pipeline;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignedRequest;
import dev.postern.ingest.store.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What makes two requests the same request: the signature and the body. A provider's retry mostly
 * has another signature, as its timestamp is another; a copy of a captured request has not.
 */
final class RequestProof {
  private RequestProof() {}

  static byte[] of(SignatureScheme scheme, SignedRequest request) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(request.body().length + 256);
    scheme
        .signatureHeader()
        .ifPresent(name ->
            request
                .headers()
                .all(name)
                .forEach(value -> bytes.writeBytes(value.getBytes(StandardCharsets.UTF_8))));
    bytes.write(0);
    bytes.writeBytes(request.body());
    return Sha256.of(bytes.toByteArray());
  }
}
