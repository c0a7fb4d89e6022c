package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.body;
import static dev.postern.core.signature.scheme.Locator.nowhere;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.Reason;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.Read;
import dev.postern.core.signature.scheme.SecretForm;
import dev.postern.core.signature.scheme.TokenScheme;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sterling documents no signature for its callbacks; what can be agreed on is HTTP Basic (RFC
 * 7617). The secret is {@code user:password}: without the colon or the password no request could
 * ever carry it.
 *
 * @see <a href="https://sterling.readme.io/docs/handling-callbacks">Sterling: handling
 *     callbacks</a>
 */
final class Sterling {
  private static final Pattern BASIC =
      Pattern.compile("basic +([A-Za-z0-9+/]+={0,2})", Pattern.CASE_INSENSITIVE);

  private static final TokenScheme.Carrier CREDENTIALS =
      new TokenScheme.Carrier() {
        @Override
        public Read<String> unwrap(String value) {
          Matcher basic = BASIC.matcher(value);
          if (!basic.matches()) {
            return new Read.Refused<>(Reason.MALFORMED_SIGNATURE);
          }
          try {
            byte[] decoded = Base64.getDecoder().decode(basic.group(1));
            return new Read.Got<>(new String(decoded, StandardCharsets.UTF_8));
          } catch (IllegalArgumentException e) {
            return new Read.Refused<>(Reason.MALFORMED_SIGNATURE);
          }
        }

        @Override
        public String wrap(String secret) {
          byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
          return "Basic " + Base64.getEncoder().encodeToString(utf8);
        }

        @Override
        public boolean carries(SecretText secret) {
          int colon = secret.reveal().indexOf(':');
          return colon >= 0 && !secret.reveal().substring(colon + 1).isBlank();
        }

        @Override
        public SecretForm secretForm() {
          return SecretForm.ALPHANUMERIC.after("sterling:");
        }
      };

  private Sterling() {}

  static SignatureScheme scheme() {
    return new TokenScheme(
        "sterling",
        "Sterling",
        "Authorization",
        CREDENTIALS,
        TokenScheme.event(nowhere(), body("/type")));
  }
}
