package dev.postern.core.signature.httpsig;

import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.Diagnosis;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.httpsig.Structured.Bare;
import dev.postern.core.signature.httpsig.Structured.InnerList;
import dev.postern.core.signature.scheme.Protocol;
import dev.postern.core.signature.scheme.Read;
import dev.postern.core.signature.scheme.SignedUrl;
import dev.postern.core.signature.scheme.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One of a message's signatures, with what it says it covers. */
@SuppressWarnings("ArrayRecordComponent") // lives for one verification, never compared
record OneSignature(Protocol.Case it, InnerList covered, byte[] signature) {

  Read<SecretVersion> prove(Set<String> required) {
    Optional<List<Component>> components = SignatureBase.components(covered);
    if (components.isEmpty()) {
      return new Read.Refused<>(Reason.MALFORMED_SIGNATURE);
    }
    if (!uncovered(required, components.get()).isEmpty()) {
      return new Read.Refused<>(Reason.INSUFFICIENT_COVERAGE);
    }
    return Read.of(base(), Reason.BAD_SIGNATURE)
        .then(this::matching)
        .then(by -> digested(components.get(), by))
        .then(this::inTime);
  }

  /** What is signed; empty when a covered component has no value here. */
  Optional<String> base() {
    SignedRequest request = it.request();
    return SignatureBase.of(request, SignedUrl.of(request, it.settings()), covered);
  }

  private static List<String> uncovered(Set<String> required, List<Component> components) {
    return required.stream()
        .filter(name -> components.stream().noneMatch(component -> component.covers(name)))
        .sorted()
        .toList();
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
    return SignatureKey.toVerify(version.text(), configured).stream()
        .anyMatch(key ->
            key.algorithms().stream()
                .filter(algorithm -> claimed.isEmpty() || claimed.get().equals(algorithm))
                .filter(algorithm -> configured == null || configured.equals(algorithm))
                .anyMatch(algorithm -> key.verifies(algorithm, base, signature)));
  }

  private Read<SecretVersion> digested(List<Component> components, SecretVersion by) {
    boolean covers = components.stream().anyMatch(it -> it.name().equals("content-digest"));
    return !covers || ContentDigest.matches(it.request().headers(), it.request().body())
        ? new Read.Got<>(by)
        : new Read.Refused<>(Reason.DIGEST_MISMATCH);
  }

  private Read<SecretVersion> inTime(SecretVersion by) {
    if (!covered.parameters().containsKey("created")) {
      return new Read.Refused<>(Reason.MISSING_TIMESTAMP);
    }
    Optional<Long> expires = number("expires");
    if (expires.isEmpty() && covered.parameters().containsKey("expires")) {
      return new Read.Refused<>(Reason.MALFORMED_TIMESTAMP);
    }
    if (expires.isPresent() && it.now().getEpochSecond() > expires.get()) {
      return new Read.Refused<>(Reason.STALE_TIMESTAMP);
    }
    return Read.of(number("created"), Reason.MALFORMED_TIMESTAMP)
        .then(created -> Window.admit(age(created), it, by));
  }

  private Duration age(long created) {
    return Duration.between(
        Instant.ofEpochSecond(created), Instant.ofEpochSecond(it.now().getEpochSecond()));
  }

  /** What comes once only: key and nonce, where there is a nonce. */
  Optional<String> usedOnce() {
    return text("nonce").map(nonce -> text("keyid").orElse("") + "\n" + nonce);
  }

  Optional<Diagnosis> explain(Reason reason, Set<String> required) {
    return new SignatureTrouble(this, required).explain(reason);
  }

  /** What is required and not covered; everything when the components cannot be read. */
  List<String> uncovered(Set<String> required) {
    return uncovered(required, SignatureBase.components(covered).orElse(List.of()));
  }

  /** The covered components that have no value in this request. */
  List<String> absent() {
    String url = SignedUrl.of(it.request(), it.settings());
    return SignatureBase.components(covered).orElse(List.of()).stream()
        .filter(component -> component.value(it.request(), url).isEmpty())
        .map(Component::identifier)
        .toList();
  }

  Optional<String> text(String parameter) {
    return covered.parameters().get(parameter) instanceof Bare.Text(String value)
        ? Optional.of(value)
        : Optional.empty();
  }

  Optional<Long> number(String parameter) {
    return covered.parameters().get(parameter) instanceof Bare.Number(long value)
        ? Optional.of(value)
        : Optional.empty();
  }
}
