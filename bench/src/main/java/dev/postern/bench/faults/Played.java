package dev.postern.bench.faults;

import java.time.Duration;

/** A scenario with its outcome. */
record Played(Scenario scenario, Outcome outcome, Duration took) {}
