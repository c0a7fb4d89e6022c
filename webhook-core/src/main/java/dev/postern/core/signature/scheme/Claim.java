package dev.postern.core.signature.scheme;

import dev.postern.core.signature.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the signature field claims.
 *
 * @param digests the candidates, still encoded, well-formed or not; never empty
 * @param stamp the timestamp's text, where the signature field carries it
 */
public record Claim(List<String> digests, @Nullable String stamp) {
  static Claim of(String digest) {
    return new Claim(List.of(digest), null);
  }

  /**
   * Why a request is refused for which there would be that reason, had its signature a form at all.
   * Asked of the refused alone: what matches has its form.
   */
  static Reason unlessMalformed(List<String> digests, Encoding encoding, Reason reason) {
    return digests.stream().anyMatch(encoding::wellFormed) ? reason : Reason.MALFORMED_SIGNATURE;
  }
}
