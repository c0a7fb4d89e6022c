package dev.postern.core.signature.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.VerificationSettings;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One case: a request, what the receiver has configured, and the verdict that is expected.
 *
 * @param kind null when the line says neither: then either counts
 * @param secrets the texts that the receiver has, newest first
 * @param reasons the acceptable reasons of a refusal
 * @param eventId the expected id, or null when none is expected of the provider
 * @param expectedResponse what the provider demands as an answer; missing node when nothing
 */
public record Vector(
    String id,
    String provider,
    Strength strength,
    @Nullable Kind kind,
    SignedRequest request,
    List<String> secrets,
    VerificationSettings settings,
    Instant now,
    boolean accept,
    Set<String> reasons,
    @Nullable String eventId,
    @Nullable String eventType,
    JsonNode expectedResponse) {

  /** What an accepted request is. */
  public enum Kind {
    EVENT,
    /** A question of the provider's, to be answered and not recorded. */
    HANDSHAKE
  }

  /** How much a deviation matters. */
  public enum Strength {
    /** Another verdict is a bug. */
    MUST,
    /** A recommendation where providers are silent or laxer. */
    POLICY,
    /** What the provider's own library does. */
    SDK
  }
}
