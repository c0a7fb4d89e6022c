package dev.postern.core.signature.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("One digest has one spelling")
class EncodingTest {
  private static final int LONGEST = 66;

  private final Random random = new Random(7);

  @ParameterizedTest
  @EnumSource(Encoding.class)
  @DisplayName("which is the one that is written, whatever its length and its padding")
  void spellsWhatItWrites(Encoding encoding) {
    for (int length = 1; length <= LONGEST; length++) {
      byte[] digest = digest(length);
      String text = encoding.encode(digest);

      assertThat(encoding.spells(digest, text)).as("%s of %d", encoding, length).isTrue();
      assertThat(encoding.wellFormed(text)).as("%s of %d", encoding, length).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  @DisplayName("and no text that differs in a single letter, in length or in padding")
  void spellsNothingElse(Encoding encoding) {
    for (int length = 1; length <= LONGEST; length++) {
      byte[] digest = digest(length);
      String text = encoding.encode(digest);
      for (int at = 0; at < text.length(); at++) {
        for (char other : new char[] {'A', 'z', '0', '=', '+', '_', 'é', '\u0141', '\uFF21'}) {
          String changed = text.substring(0, at) + other + text.substring(at + 1);
          assertThat(encoding.spells(digest, changed))
              .as("%s for %s", changed, text)
              .isEqualTo(changed.equals(text));
        }
      }
      assertThat(encoding.spells(digest, text + "=")).isFalse();
      assertThat(encoding.spells(digest, text.substring(1))).isFalse();
      assertThat(encoding.spells(digest, "")).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  @DisplayName("A letter of another alphabet is no letter of a digest")
  void strangersAreMalformed(Encoding encoding) {
    String text = encoding.encode(digest(33));
    for (char stranger : new char[] {' ', '.', '\u0000', '\u0080', '\u0141', '\uFF21'}) {
      assertThat(encoding.wellFormed(stranger + text.substring(1)))
          .as("%x", (int) stranger)
          .isFalse();
      assertThat(encoding.wellFormed(text.substring(1) + stranger))
          .as("%x", (int) stranger)
          .isFalse();
    }
  }

  private byte[] digest(int length) {
    byte[] digest = new byte[length];
    random.nextBytes(digest);
    return digest;
  }
}
