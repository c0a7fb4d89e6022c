package dev.postern.core.signature.scheme;

import dev.postern.core.signature.Diagnosis;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tries explanations of a signature that did not match: each is a message and a key that would have
 * made it. Bounded in the bytes that it hashes, so that refusals stay cheap. Confined to its
 * thread.
 */
final class Trial {
  private static final int BUDGET = 4 * 1024 * 1024;
  private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9+/_-]{26,}={0,2}");

  private static final Pattern PREFIXED_HEX =
      Pattern.compile("[A-Za-z0-9]{1,20}[_-]([0-9A-Fa-f]{32,})");

  private final List<String> tokens;
  private final Encoding expected;
  private int spent;

  /**
   * @param signature the signature field's raw values
   */
  Trial(List<String> signature, Encoding expected) {
    this.expected = expected;
    this.tokens = new ArrayList<>();
    for (String value : signature) {
      DIGEST.matcher(value).results().map(MatchResult::group).limit(20).forEach(this::add);
    }
  }

  /** A dash or an underscore may be a digit of base64url, or may end a prefix before hex. */
  private void add(String token) {
    tokens.add(token);
    Matcher prefixed = PREFIXED_HEX.matcher(token);
    if (prefixed.matches()) {
      tokens.add(prefixed.group(1));
    }
  }

  boolean exhausted() {
    return spent >= BUDGET;
  }

  /** How the digest of {@code message} is spelled in the request; empty when it is not there. */
  Optional<Spelling> spelled(String algorithm, byte[] key, List<byte[]> message) {
    int size = message.stream().mapToInt(part -> part.length).sum() + 256;
    if (key.length == 0 || tokens.isEmpty() || spent + size > BUDGET) {
      spent += size;
      return Optional.empty();
    }
    spent += size;
    byte[] digest = new KeyedMac(algorithm, key).of(message);
    return List.of(Spelling.values()).stream()
        .filter(spelling -> tokens.stream().anyMatch(it -> same(spelling.of(digest), it)))
        .findFirst();
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** What is wrong with a spelling where {@link #expected} is due; empty when nothing is. */
  Optional<Diagnosis> misspelled(Spelling found) {
    boolean hexDue = expected == Encoding.HEX || expected == Encoding.HEX_ANY_CASE;
    return switch (found) {
      case LOWER_HEX ->
          hexDue
              ? Optional.empty()
              : Optional.of(
                  new Diagnosis(
                      "hex_instead_of_base64",
                      "The digest is right but written in hex; this scheme writes base64."));
      case UPPER_HEX ->
          Optional.of(
              new Diagnosis(
                  hexDue ? "upper_case_hex" : "hex_instead_of_base64",
                  "The digest is right but written in upper-case hex."));
      case BASE64, BASE64URL, BARE_BASE64 -> {
        boolean right =
            (found == Spelling.BASE64 && expected == Encoding.BASE64)
                || (found == Spelling.BASE64URL && expected == Encoding.BASE64URL);
        String code = hexDue ? "base64_instead_of_hex" : "other_base64";
        String sentence =
            "The digest is right but written in "
                + found.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + "; this scheme writes "
                + expected.name().toLowerCase(Locale.ROOT)
                + ".";
        yield right ? Optional.empty() : Optional.of(new Diagnosis(code, sentence));
      }
    };
  }

  /** The ways in which people write digests. */
  enum Spelling {
    LOWER_HEX,
    BASE64,
    UPPER_HEX,
    BARE_BASE64,
    BASE64URL;

    String of(byte[] digest) {
      return switch (this) {
        case LOWER_HEX -> HexFormat.of().formatHex(digest);
        case UPPER_HEX -> HexFormat.of().withUpperCase().formatHex(digest);
        case BASE64 -> Base64.getEncoder().encodeToString(digest);
        case BARE_BASE64 -> Base64.getEncoder().withoutPadding().encodeToString(digest);
        case BASE64URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
      };
    }
  }
}
