package dev.postern.adminui.secrets;

import dev.postern.adminui.part.Times;
import dev.postern.core.vault.SecretInfo;
import java.util.Locale;

/** Says who still uses a version of a secret, and whether it may go. Pure but for the clock. */
final class Evidence {
  private Evidence() {}

  static String of(SecretInfo version, SecretOwner.Use use, Times times) {
    String did = use == SecretOwner.Use.SIGNS ? "Signed " : "Verified ";
    if (version.lastVerifiedAt() == null) {
      return "No use seen yet.";
    }
    String all =
        did
            + number(version.verifiedCount(), "request")
            + ", last "
            + times.ageText(version.lastVerifiedAt())
            + ".";
    return all + lately(version);
  }

  private static String lately(SecretInfo version) {
    SecretInfo.Recent recent = version.recent();
    if (recent == null || "expired".equals(version.state())) {
      return "";
    }
    if (recent.safeToExpire()) {
      return " Nobody used it in the last 24 hours, while others were used: it may go.";
    }
    return recent.total() == 0
        ? " Nothing came in the last 24 hours."
        : " In the last 24 hours: %d of %s (%.0f %%)."
            .formatted(
                recent.verified(),
                number(recent.total(), "request"),
                100.0 * recent.verified() / recent.total());
  }

  private static String number(long count, String noun) {
    return String.format(Locale.ENGLISH, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
