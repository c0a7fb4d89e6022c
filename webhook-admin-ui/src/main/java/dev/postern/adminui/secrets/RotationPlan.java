package dev.postern.adminui.secrets;

import java.util.ArrayList;
import java.util.List;

/** What a rotation does when, in sentences. Pure. */
final class RotationPlan {
  /** The older one of two that are live: {@code endBy} of the store. */
  static final String FORCE =
      "Start anyway: an older one still live ends with this overlap, if not before";

  private RotationPlan() {}

  /**
   * @param given whether the new secret was typed in
   * @param overlapping whether the old one lives on for a while
   * @param end of the overlap, in words
   */
  static List<String> steps(
      SecretOwner.Use use,
      SecretOwner.Signing signing,
      boolean given,
      boolean overlapping,
      String end) {
    List<String> steps = new ArrayList<>();
    steps.add(current(given));
    boolean signs = use == SecretOwner.Use.SIGNS;
    if (!overlapping) {
      steps.add(
          signs
              ? "Now: every delivery is signed with the new one only."
              : "Now: requests signed with the old one are refused.");
      return steps;
    }
    if (!signs) {
      steps.add("Until " + end + ": requests signed with either one are accepted.");
    }
    if (!signing.several().isEmpty()) {
      steps.add(
          "Until "
              + end
              + ": every delivery carries both signatures, the new one first"
              + (signing.single().isEmpty()
                  ? "."
                  : ", as " + String.join(", ", signing.several()) + "."));
    }
    if (!signing.single().isEmpty()) {
      String formats = String.join(", ", signing.single());
      steps.add(
          "Now: what is signed as "
              + formats
              + " has room for one signature and carries the new one only: a receiver that still"
              + " has the old one refuses it.");
    }
    steps.add("At " + end + ": the old one ends, exactly then, on every node.");
    return steps;
  }

  /** Where there is none yet, so that nothing ends. */
  static List<String> first(SecretOwner.Use use, boolean given) {
    return List.of(
        current(given),
        use == SecretOwner.Use.SIGNS
            ? "Now: every delivery is signed with it."
            : "Now: requests signed with it are accepted.");
  }

  private static String current(boolean given) {
    return given
        ? "Now: the secret above becomes the current one."
        : "Now: a new secret is made and shown to you this once.";
  }
}
