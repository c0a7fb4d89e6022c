package dev.postern.outbound.endpoint;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.StandardWebhooks;
import dev.postern.outbound.Findings;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Whether the secrets of an endpoint and its formats fit each other. A format is keyed with what
 * the base64 of a {@code whsec_} stands for or with the half of an ed25519 key, or with a secret's
 * text, which may then be any.
 */
final class SecretCheck {
  private static final String WHSEC = "whsec_";
  private static final String INVALID_SECRET = "invalid_secret";
  private static final Pattern TEXT = Pattern.compile("[!-~][ -~]{6,254}[!-~]");

  private SecretCheck() {}

  static boolean isKeyPair(SecretText secret) {
    return secret.reveal().startsWith("whsk_");
  }

  /**
   * A secret that comes new to these formats: 422 {@code invalid_secret} unless it is {@code
   * whsec_} and base64 of 24 to 64 bytes, a {@code whsk_} key, or where all formats are keyed with
   * text 8 to 256 characters of it; 422 {@code invalid_value} for a key where one is.
   *
   * @param pointer to what does not fit when it is a key
   */
  static void fresh(SecretText secret, EndpointSettings settings, String pointer) {
    if (isKeyPair(secret)) {
      keyPair(secret);
      keyPairFits(settings, pointer);
    } else if (allKeyedWithText(settings)) {
      text(secret);
    } else if (!isWhsec(secret)) {
      refuse("/secret", "A secret is whsec_ followed by the base64 of 24 to 64 bytes.");
    }
  }

  /**
   * Other formats come to secrets that are there: the current one signs all of them, the retiring
   * ones those that are keyed with what the base64 stands for.
   */
  static void kept(EndpointSettings settings, boolean keyPair, Collection<SecretText> live) {
    String pointer = "/signature_formats";
    if (keyPair) {
      keyPairFits(settings, pointer);
    }
    if (!allKeyedWithText(settings)
        && !live.stream().allMatch(secret -> isKeyPair(secret) || isWhsec(secret))) {
      refuse(
          pointer,
          "A live secret is a text that only x_webhook, x_signature and custom can be keyed with.");
    }
  }

  private static boolean allKeyedWithText(EndpointSettings settings) {
    return settings.signatureFormats().stream().allMatch(SignatureFormat::keyedWithText);
  }

  /** The receiver of an ed25519 key does not have the text that such a format is keyed with. */
  private static void keyPairFits(EndpointSettings settings, String pointer) {
    new Findings()
        .check(
            settings.signatureFormats().stream().noneMatch(SignatureFormat::keyedWithText),
            pointer,
            "With an ed25519 key only standard, svix and cloudevents can be signed.")
        .raise();
  }

  private static void keyPair(SecretText secret) {
    try {
      SecretText unused = StandardWebhooks.publicKey(secret);
    } catch (IllegalArgumentException noKey) {
      refuse("/secret", "A key is whsk_ followed by the base64 of an ed25519 key pair.");
    }
  }

  private static void text(SecretText secret) {
    if (!TEXT.matcher(secret.reveal()).matches()) {
      refuse(
          "/secret", "A secret is 8 to 256 printable ASCII characters without spaces at its ends.");
    }
  }

  private static boolean isWhsec(SecretText secret) {
    String text = secret.reveal();
    int bytes = text.startsWith(WHSEC) ? decodedLength(text.substring(WHSEC.length())) : -1;
    return bytes >= 24 && bytes <= 64;
  }

  private static int decodedLength(String base64) {
    try {
      return Base64.getDecoder().decode(base64).length;
    } catch (IllegalArgumentException notBase64) {
      return -1;
    }
  }

  private static void refuse(String pointer, String sentence) {
    new Findings().add(INVALID_SECRET, pointer, sentence).raise();
  }
}
