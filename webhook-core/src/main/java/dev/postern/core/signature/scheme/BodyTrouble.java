package dev.postern.core.signature.scheme;

import dev.postern.core.signature.Diagnosis;
import java.util.Optional;
import java.util.function.Predicate;

/** What to tell an operator about a body that changed on its way. */
public final class BodyTrouble {
  private static final int LARGEST_BODY = 1024 * 1024;

  private BodyTrouble() {}

  /** The change under whose undoing the request is genuine. Of a large body none is tried. */
  public static Optional<Diagnosis> proven(byte[] body, Predicate<byte[]> genuine) {
    if (body.length > LARGEST_BODY) {
      return Optional.empty();
    }
    return BodyVariants.of(body).entrySet().stream()
        .filter(variant -> genuine.test(variant.getKey()))
        .findFirst()
        .map(variant -> new Diagnosis(variant.getValue(), sentence(variant.getValue())));
  }

  static String sentence(String code) {
    return switch (code) {
      case BodyVariants.NEWLINE ->
          "The signature is that of the same body with or without a final newline: something on the"
              + " way added or removed one.";
      case BodyVariants.LINE_ENDINGS ->
          "The signature is that of the same body with other line endings (CRLF or LF): something"
              + " on the way converted them.";
      case BodyVariants.RESERIALISED ->
          "The signature is that of the same JSON written differently: a framework or proxy parsed"
              + " the body and wrote it again. Pass the raw bytes on.";
      case BodyVariants.CHARSET ->
          "The signature is that of the same text in another encoding (Latin-1 against UTF-8, or a"
              + " byte order mark): something on the way converted it.";
      case BodyVariants.WHITE_SPACE ->
          "The signature is that of the same body without the white space around it.";
      case BodyVariants.LOST ->
          "The signature is that of an empty body: the sender signed before it had the body, or"
              + " signed a stream that was already read.";
      default -> throw new IllegalArgumentException("No such trouble: " + code);
    };
  }
}
