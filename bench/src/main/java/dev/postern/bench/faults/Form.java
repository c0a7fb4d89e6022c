package dev.postern.bench.faults;

/** How long the scenarios of a run are played. */
enum Form {
  SMALL,
  FULL;

  String word() {
    return this == FULL ? "full" : "small";
  }
}
