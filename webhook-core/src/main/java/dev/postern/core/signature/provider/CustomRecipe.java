package dev.postern.core.signature.provider;

import dev.postern.core.signature.CustomScheme;
import dev.postern.core.signature.scheme.Encoding;
import dev.postern.core.signature.scheme.HeaderScheme;
import dev.postern.core.signature.scheme.HmacProof;
import dev.postern.core.signature.scheme.KeyForm;
import dev.postern.core.signature.scheme.Locator;
import dev.postern.core.signature.scheme.PlainField;
import dev.postern.core.signature.scheme.Recipe;
import dev.postern.core.signature.scheme.StampUnit;
import org.jspecify.annotations.Nullable;

/** Turns a description into a recipe. */
final class CustomRecipe {
  private CustomRecipe() {}

  static HeaderScheme of(CustomScheme described) {
    CustomScheme.Digest digest = described.digest();
    Encoding encoding =
        switch (digest.encoding()) {
          case HEX -> Encoding.HEX;
          case BASE64 -> Encoding.BASE64;
          case BASE64URL -> Encoding.BASE64URL;
        };
    PlainField field = PlainField.prefixed(digest.header(), digest.prefix(), encoding);
    Recipe recipe =
        Recipe.named("custom", "Custom scheme", field, described.template())
            .provenBy(new HmacProof(algorithm(digest.algorithm()), KeyForm.TEXT))
            .event(locator(described.event().id()), locator(described.event().type()))
            .notOnlyJson();
    CustomScheme.Timestamp stamp = described.timestamp();
    if (stamp != null) {
      recipe.stampedIn(stamp.header(), unit(stamp.unit()));
    }
    String id = described.idHeader();
    return (id == null ? recipe : recipe.identifiedBy(id)).scheme();
  }

  private static String algorithm(CustomScheme.Algorithm algorithm) {
    return switch (algorithm) {
      case HMAC_SHA1 -> "HmacSHA1";
      case HMAC_SHA256 -> "HmacSHA256";
      case HMAC_SHA384 -> "HmacSHA384";
      case HMAC_SHA512 -> "HmacSHA512";
    };
  }

  private static StampUnit unit(CustomScheme.TimestampUnit unit) {
    return switch (unit) {
      case SECONDS -> StampUnit.SECONDS;
      case MILLISECONDS -> StampUnit.MILLISECONDS;
      case ISO_8601 -> StampUnit.ISO_8601;
    };
  }

  private static Locator locator(@Nullable String place) {
    if (place == null) {
      return Locator.nowhere();
    }
    return place.startsWith("header:")
        ? Locator.header(place.substring("header:".length()))
        : Locator.body(place.substring("body:".length()));
  }
}
