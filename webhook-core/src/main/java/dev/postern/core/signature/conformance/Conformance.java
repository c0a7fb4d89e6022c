package dev.postern.core.signature.conformance;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.EventIdentity;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Compares what a vector expects with what its scheme says. Thread-safe. */
public final class Conformance {
  private Conformance() {}

  /**
   * How one vector came out.
   *
   * @param deviations what differed, one sentence each; empty when nothing did
   */
  public record Outcome(Vector vector, List<String> deviations) {
    public boolean passed() {
      return deviations.isEmpty();
    }
  }

  public static Outcome judge(Vector vector) {
    Optional<SignatureScheme> scheme = SignatureSchemes.forProvider(vector.provider());
    return new Outcome(
        vector,
        scheme
            .map(it -> deviations(vector, verdict(vector, it)))
            .orElse(List.of("no such provider: " + vector.provider())));
  }

  static Verdict verdict(Vector vector, SignatureScheme scheme) {
    return scheme.verify(
        vector.request(),
        ring(vector),
        vector.settings().withTolerance(scheme.defaultTolerance()),
        vector.now());
  }

  private static SecretRing ring(Vector vector) {
    List<SecretVersion> versions = new ArrayList<>();
    for (String text : vector.secrets()) {
      String id = "sec_" + (versions.size() + 1);
      versions.add(new SecretVersion(id, SecretText.of(text), Instant.EPOCH, null));
    }
    return new SecretRing(versions);
  }

  private static List<String> deviations(Vector vector, Verdict verdict) {
    List<String> found = new ArrayList<>();
    switch (verdict) {
      case Verdict.Accepted(String by, EventIdentity identity, Optional<ProviderAnswer> answer) -> {
        expectAccept(vector, Vector.Kind.EVENT, found);
        if (vector.accept()) {
          expectIdentity(vector, identity, found);
          ExpectedResponse.compare(vector.expectedResponse(), answer, found);
        }
      }
      case Verdict.Handshake(Optional<String> by, ProviderAnswer answer) -> {
        expectAccept(vector, Vector.Kind.HANDSHAKE, found);
        ExpectedResponse.compare(vector.expectedResponse(), Optional.of(answer), found);
      }
      case Verdict.Rejected rejected -> {
        String reason = rejected.reason().code();
        if (vector.accept()) {
          found.add("expected accept, got reject " + reason);
        } else if (!isExpected(vector, rejected.reason())) {
          found.add("expected reject " + vector.reasons() + ", got reject " + reason);
        }
        ExpectedResponse.compare(vector.expectedResponse(), rejected.answer(), found);
      }
    }
    return found;
  }

  /** By its fine-grained word, or by that of the HTTP contract where a vector is no finer. */
  private static boolean isExpected(Vector vector, Reason reason) {
    return vector.reasons().contains(reason.code())
        || vector.reasons().contains(reason.publicCode());
  }

  private static void expectAccept(Vector vector, Vector.Kind got, List<String> found) {
    if (!vector.accept()) {
      found.add("expected reject " + vector.reasons() + ", got accept");
    } else if (vector.kind() != null && vector.kind() != got) {
      found.add("expected " + words(vector.kind()) + ", got " + words(got));
    }
  }

  private static String words(Vector.Kind kind) {
    return switch (kind) {
      case EVENT -> "an event";
      case HANDSHAKE -> "a handshake";
    };
  }

  private static void expectIdentity(Vector vector, EventIdentity got, List<String> found) {
    String id = got.derived() ? null : got.eventId();
    if (!Objects.equals(vector.eventId(), id)) {
      found.add("expected event id " + vector.eventId() + ", got " + id);
    }
    if (!Objects.equals(vector.eventType(), got.eventType())) {
      found.add("expected event type " + vector.eventType() + ", got " + got.eventType());
    }
  }
}
