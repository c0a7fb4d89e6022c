package dev.postern.outbound.stats;

import dev.postern.outbound.send.Outcome;

/** So many attempts of one outcome and about one duration. */
record StatCount(Outcome outcome, int durationClass, long attempts) {}
