package dev.postern.bench.faults;

/** How one criterion fared, with its figures. */
record Finding(Criterion criterion, boolean held, String figures) {
  static Finding of(Criterion criterion, boolean held, String figures, Object... values) {
    return new Finding(criterion, held, figures.formatted(values));
  }
}
