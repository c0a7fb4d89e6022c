package dev.postern.core.egress;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import com.ibm.icu.text.IDNA;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * International host names by UTS #46 (non-transitional, STD3), narrowed to the letters and digits
 * of RFC 5892 section 2.1: UTS #46 alone would let symbols such as a snowman through.
 */
final class InternationalName {

  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(
          IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.NONTRANSITIONAL_TO_UNICODE
              | IDNA.USE_STD3_RULES
              | IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ
              | IDNA.CHECK_CONTEXTO);

  private static final Set<Byte> LETTER_DIGITS =
      Set.of(
          ECharacterCategory.LOWERCASE_LETTER,
          ECharacterCategory.OTHER_LETTER,
          ECharacterCategory.MODIFIER_LETTER,
          ECharacterCategory.DECIMAL_DIGIT_NUMBER,
          ECharacterCategory.NON_SPACING_MARK,
          ECharacterCategory.COMBINING_SPACING_MARK);

  // RFC 5892 appendix A: joiners and marks permitted in context, which the CHECK_ options verify.
  private static final String CONTEXTUAL = "\u200c\u200d\u00b7\u0375\u05f3\u05f4\u30fb";

  private InternationalName() {}

  /** The A-label form; null unless the mapped form is exactly what was typed. */
  static @Nullable String toAscii(String typed) {
    IDNA.Info toUnicode = new IDNA.Info();
    String unicode = UTS46.nameToUnicode(typed, new StringBuilder(), toUnicode).toString();
    IDNA.Info toAscii = new IDNA.Info();
    String ascii = UTS46.nameToASCII(unicode, new StringBuilder(), toAscii).toString();
    boolean unchanged = typed.equals(unicode) || typed.equals(ascii);
    return unchanged && !toUnicode.hasErrors() && !toAscii.hasErrors() && isLetterDigits(unicode)
        ? ascii
        : null;
  }

  private static boolean isLetterDigits(String unicode) {
    return unicode
        .codePoints()
        .allMatch(c ->
            c == '.'
                || c == '-'
                || CONTEXTUAL.indexOf(c) >= 0
                || LETTER_DIGITS.contains((byte) UCharacter.getType(c)));
  }
}
