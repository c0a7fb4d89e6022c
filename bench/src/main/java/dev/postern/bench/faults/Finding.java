package dev.postern.bench.faults;

/** How one criterion fared, with its figures. */
record Finding(Criterion criterion, Verdict verdict, String figures) {
  enum Verdict {
    HELD,
    BROKEN,
    /** Nothing spoke against it, but what it is compared with says nothing. */
    UNMEASURED
  }

  static Finding of(Criterion criterion, boolean held, String figures, Object... values) {
    return of(criterion, held ? Verdict.HELD : Verdict.BROKEN, figures, values);
  }

  static Finding of(Criterion criterion, Verdict verdict, String figures, Object... values) {
    return new Finding(criterion, verdict, figures.formatted(values));
  }

  boolean is(Verdict other) {
    return verdict == other;
  }
}
