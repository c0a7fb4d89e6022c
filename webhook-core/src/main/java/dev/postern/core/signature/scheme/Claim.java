package dev.postern.core.signature.scheme;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the signature field claims.
 *
 * @param digests the well-formed candidates, still encoded; never empty
 * @param stamp the timestamp's text, where the signature field carries it
 */
public record Claim(List<String> digests, @Nullable String stamp) {
  static Claim of(String digest) {
    return new Claim(List.of(digest), null);
  }
}
