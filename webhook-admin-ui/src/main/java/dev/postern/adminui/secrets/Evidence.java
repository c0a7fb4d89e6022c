package dev.postern.adminui.secrets;

import dev.postern.adminui.part.Times;
import dev.postern.core.vault.SecretInfo;
import java.util.Locale;

/** Says who still uses a version of a secret, and whether it may go. Pure but for the clock. */
final class Evidence {
  private Evidence() {}

  static String of(SecretInfo version, SecretOwner.Use use, Times times) {
    return ever(version, use, times) + lately(version);
  }

  private static String ever(SecretInfo version, SecretOwner.Use use, Times times) {
    if (version.lastVerifiedAt() == null) {
      return "No use seen yet.";
    }
    return String.format(
        Locale.ENGLISH,
        "%s %,d request%s, last %s.",
        use == SecretOwner.Use.SIGNS ? "Signed" : "Verified",
        version.verifiedCount(),
        version.verifiedCount() == 1 ? "" : "s",
        times.ageText(version.lastVerifiedAt()));
  }

  /** The API's own sentence: both say the same of what the evidence allows. */
  private static String lately(SecretInfo version) {
    SecretInfo.Recent recent = version.recent();
    if (recent == null || "expired".equals(version.state())) {
      return "";
    }
    // The current one is replaced and never expired, however little it is used.
    return "current".equals(version.state()) && recent.safeToExpire()
        ? ""
        : " " + recent.sentence();
  }
}
