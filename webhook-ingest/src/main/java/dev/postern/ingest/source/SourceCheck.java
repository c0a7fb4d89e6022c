package dev.postern.ingest.source;

import dev.postern.core.json.Json;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.text.Characters;
import dev.postern.ingest.SourceEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether what a person wants a source to be makes sense. Pure. */
final class SourceCheck {
  // The width of the column.
  private static final int MAX = 60_000;
  private static final int MAX_SECRET = 16_000;
  private static final String PEM = "-----BEGIN";
  private static final Pattern PUBLIC =
      Pattern.compile("-----BEGIN [A-Z0-9 ]*(PUBLIC KEY|CERTIFICATE)-----");
  private static final String PUBLIC_TEXT =
      "This is a public key, which anybody may have: this provider signs with a shared secret.";
  private static final String WHITE_SPACE =
      "There is white space around this secret: give it without, or no request would be accepted.";
  private static final String MESSAGE_SIGNATURES = "rfc9421";
  private static final String NO_PUBLIC_KEY =
      "This is no public key of the kind that the provider signs with.";
  private static final String NO_MESSAGE_KEY =
      "Message signatures are verified with a public key (base64 or PEM of a SubjectPublicKeyInfo,"
          + " of an RSA public key or of a certificate) or with a shared key in base64. This is"
          + " neither.";

  private SourceCheck() {}

  /** 422 with every wrong field. */
  static void require(SourceEdit edit) {
    List<FieldError> errors = new ArrayList<>();
    boolean control = edit.name().chars().anyMatch(Character::isISOControl);
    if (edit.name().isBlank() || !Characters.between(1, 200, edit.name()) || control) {
      throw ProblemException.unprocessable(
          "invalid_name", "/name", "A name is 1 to 200 characters, none of them control.");
    }
    if (SignatureSchemes.forProvider(edit.provider()).isEmpty()) {
      throw ProblemException.unprocessable(
          "invalid_provider", "/provider", "This provider is not known.");
    }
    if (edit.provider().equals("custom") && edit.settings().customScheme() == null) {
      throw ProblemException.unprocessable(
          "missing_field", "/custom_scheme", "The provider 'custom' needs a custom_scheme.");
    }
    SettingsCheck.collect(edit.settings(), errors);
    if (errors.isEmpty() && Json.mapper().valueToTree(edit.settings()).toString().length() > MAX) {
      errors.add(new FieldError("", "All settings together are at most " + MAX + " characters."));
    }
    if (!errors.isEmpty()) {
      throw ProblemException.unprocessable("invalid_value", errors);
    }
  }

  static ProblemException onlyTheProviderKnows() {
    return ProblemException.unprocessable(
        "secret_required",
        "/secret",
        "This provider signs with its own key: give the public key that it shows.");
  }

  /** 422 for what no secret can be, and for a key that this provider's signatures never fit. */
  static SecretText require(String provider, SecretText secret) {
    String text = secret.reveal();
    if (secret.isBlank() || text.length() > MAX_SECRET || text.indexOf('\0') >= 0) {
      throw ProblemException.unprocessable(
          "invalid_secret", "/secret", "A secret is 1 to " + MAX_SECRET + " characters.");
    }
    SignatureSchemes.forProvider(provider)
        .flatMap(scheme -> trouble(scheme, secret))
        .ifPresent(sentence -> {
          throw ProblemException.unprocessable("invalid_secret", "/secret", sentence);
        });
    return secret;
  }

  private static Optional<String> trouble(SignatureScheme scheme, SecretText secret) {
    String text = secret.reveal();
    boolean signatures = scheme.provider().equals(MESSAGE_SIGNATURES);
    if (scheme.sharesSecret() && !signatures && PUBLIC.matcher(text).find()) {
      return Optional.of(PUBLIC_TEXT);
    }
    if (scheme.canVerifyWith(secret)) {
      return Optional.empty();
    }
    if (scheme.canVerifyWith(SecretText.of(text.strip()))) {
      return Optional.of(WHITE_SPACE);
    }
    if (signatures) {
      return Optional.of(NO_MESSAGE_KEY);
    }
    return scheme.asymmetric() || text.contains(PEM)
        ? Optional.of(NO_PUBLIC_KEY)
        : Optional.empty();
  }
}
