package dev.postern.bench.faults;

/** A fault, and what is to hold in spite of it. */
interface Scenario {
  int number();

  String title();

  /** How many nodes it needs. */
  int nodes();

  Outcome play(Stage stage) throws Exception;
}
