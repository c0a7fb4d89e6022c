package dev.postern.ingest.receive;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.ingest.Source;
import dev.postern.ingest.network.IpText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/** A provider that signs as the real one does and posts to the reception, over no wire. */
record Provider(Reception reception, Source source, String secret) {

  Posted signed(String body, Instant at) {
    return signed(body, at, HeaderFields.of());
  }

  Posted signed(String body, Instant at, HeaderFields own) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    SignedRequest draft = new SignedRequest("POST", source.ingestUrl(), own, bytes);
    SignedRequest signed =
        SignatureSchemes.forProvider(source.provider())
            .orElseThrow()
            .signed(draft, SecretText.of(secret), VerificationSettings.defaults(), at);
    return new Posted(signed.headers(), signed.body(), "203.0.113.9", signed.body().length);
  }

  String token() {
    return source.ingestUrl().substring(source.ingestUrl().lastIndexOf('/') + 1);
  }

  ProviderAnswer post(Posted posted) {
    return post(token(), posted);
  }

  ProviderAnswer post(String token, Posted posted) {
    return reception.answer(
        new Arrival(
            "POST",
            token,
            null,
            posted.headers(),
            Objects.requireNonNull(IpText.parse(posted.peer())),
            posted.length()),
        new StreamBody(() -> new ByteArrayInputStream(posted.body()), new BodyRoom()));
  }

  /** One request. */
  @SuppressWarnings("ArrayRecordComponent")
  record Posted(HeaderFields headers, byte[] body, String peer, long length) {
    Posted with(String name, String value) {
      return new Posted(headers.with(HeaderFields.of(name, value)), body, peer, length);
    }

    Posted from(String otherPeer) {
      return new Posted(headers, body, otherPeer, length);
    }

    Posted withBody(String other) {
      byte[] bytes = other.getBytes(StandardCharsets.UTF_8);
      return new Posted(headers, bytes, peer, bytes.length);
    }

    Posted unannounced() {
      return new Posted(headers, body, peer, -1);
    }
  }
}
