package dev.postern.core.signature.httpsig;

import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.scheme.Protocol;
import dev.postern.core.signature.scheme.Read;
import dev.postern.core.signature.scheme.SignedUrl;
import dev.postern.core.signature.scheme.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One of a message's signatures, with what it says it covers. */
@SuppressWarnings("ArrayRecordComponent") // lives for one verification, never compared
record OneSignature(Protocol.Case it, StructuredFields.Member covered, byte[] signature) {

  Read<SecretVersion> prove(Set<String> required) {
    if (!names().containsAll(required)) {
      return new Read.Refused<>(Reason.INSUFFICIENT_COVERAGE);
    }
    SignedRequest request = it.request();
    return Read.of(
            SignatureBase.of(request, SignedUrl.of(request, it.settings()), covered),
            Reason.BAD_SIGNATURE)
        .then(this::matching)
        .then(this::digested)
        .then(this::inTime);
  }

  private Set<String> names() {
    return covered.items().stream()
        .map(StructuredFields.Item::value)
        .filter(StructuredFields.Bare.Text.class::isInstance)
        .map(text -> ((StructuredFields.Bare.Text) text).value())
        .collect(Collectors.toSet());
  }

  private Read<SecretVersion> matching(String base) {
    String keyId = it.settings().configured("key_id");
    if (keyId != null && text("keyid").filter(named -> !named.equals(keyId)).isPresent()) {
      return new Read.Refused<>(Reason.BAD_SIGNATURE);
    }
    return Read.of(
        it.live().stream().filter(version -> verifies(version, base)).findFirst(),
        Reason.BAD_SIGNATURE);
  }

  private boolean verifies(SecretVersion version, String base) {
    Optional<String> claimed = text("alg");
    String configured = it.settings().configured("alg");
    return SignatureKey.parse(version.text()).stream()
        .anyMatch(key ->
            key.algorithms().stream()
                .filter(algorithm -> claimed.isEmpty() || claimed.get().equals(algorithm))
                .filter(algorithm -> configured == null || configured.equals(algorithm))
                .anyMatch(algorithm -> key.verifies(algorithm, base, signature)));
  }

  private Read<SecretVersion> digested(SecretVersion by) {
    boolean whole =
        !names().contains("content-digest")
            || ContentDigest.matches(it.request().headers(), it.request().body());
    return whole ? new Read.Got<>(by) : new Read.Refused<>(Reason.DIGEST_MISMATCH);
  }

  private Read<SecretVersion> inTime(SecretVersion by) {
    Optional<Long> expires = number("expires");
    if (expires.isPresent() && it.now().getEpochSecond() > expires.get()) {
      return new Read.Refused<>(Reason.STALE_TIMESTAMP);
    }
    return Read.of(number("created"), Reason.MISSING_TIMESTAMP)
        .then(created ->
            Window.admit(
                Duration.between(
                    Instant.ofEpochSecond(created),
                    Instant.ofEpochSecond(it.now().getEpochSecond())),
                it,
                by));
  }

  private Optional<String> text(String parameter) {
    return covered.parameters().get(parameter) instanceof StructuredFields.Bare.Text(String value)
        ? Optional.of(value)
        : Optional.empty();
  }

  private Optional<Long> number(String parameter) {
    return covered.parameters().get(parameter) instanceof StructuredFields.Bare.Number(long value)
        ? Optional.of(value)
        : Optional.empty();
  }
}
