package dev.postern.core.signature;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What most likely went wrong with a refused request. For operators only: it must never be part of
 * an HTTP answer, and it contains no secret. Immutable and thread-safe.
 *
 * <p>Finding out costs far more than refusing, so that it happens when it is first asked for; a
 * caller that is being flooded need not ask.
 */
public final class Diagnosis {
  private record Finding(String code, String sentence) {}

  private final @Nullable Supplier<Diagnosis> source;
  private volatile @Nullable Finding finding;

  /**
   * @param code a stable machine word
   * @param sentence one or two sentences for a person
   */
  public Diagnosis(String code, String sentence) {
    this.source = null;
    this.finding = new Finding(code, sentence);
  }

  private Diagnosis(Supplier<Diagnosis> source) {
    this.source = source;
  }

  /**
   * @param source pure: it may run more than once
   */
  public static Diagnosis lazily(Supplier<Diagnosis> source) {
    return new Diagnosis(source);
  }

  public String code() {
    return finding().code;
  }

  public String sentence() {
    return finding().sentence;
  }

  private Finding finding() {
    Finding known = finding;
    if (known == null) {
      known = Objects.requireNonNull(source).get().finding();
      finding = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Diagnosis that && finding().equals(that.finding());
  }

  @Override
  public int hashCode() {
    return finding().hashCode();
  }

  @Override
  public String toString() {
    return code() + ": " + sentence();
  }
}
