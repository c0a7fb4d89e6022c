package dev.postern.adminui.part;

import dev.postern.core.problem.ProblemException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Lays what a person edited over what is stored, which somebody else may have changed since it was
 * opened: what the person left alone stays as it is stored, and what both changed is refused. Pure.
 */
public final class Meanwhile {
  private Meanwhile() {}

  /**
   * One part of the settings, as its fields lay it over all of them. 409 {@code changed_meanwhile}
   * when both changed it.
   *
   * @param opened what the fields showed at first
   * @param stored what is there now
   * @param edited by the fields as the person left them
   * @param untouched by fields that nobody touched since they were made of those settings
   * @param what the part is called
   */
  public static <S> S over(
      S opened,
      S stored,
      UnaryOperator<S> edited,
      Function<S, UnaryOperator<S>> untouched,
      String what) {
    UnaryOperator<S> before = untouched.apply(opened);
    if (edited.apply(opened).equals(before.apply(opened))) {
      return stored;
    }
    if (!before.apply(stored).equals(untouched.apply(stored).apply(stored))) {
      throw ProblemException.conflict(
          "changed_meanwhile",
          "Somebody else changed “"
              + what
              + "” since you opened it. Nothing was saved: close it, and open it again to see what"
              + " is there now.");
    }
    return edited.apply(stored);
  }

  /** The same for what is edited as a whole. */
  public static <S> S over(S opened, S stored, S wished, String what) {
    return over(opened, stored, any -> wished, settings -> any -> settings, what);
  }
}
