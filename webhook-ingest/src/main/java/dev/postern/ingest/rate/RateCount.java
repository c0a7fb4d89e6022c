package dev.postern.ingest.rate;

import dev.postern.ingest.pipeline.SlidingWindow;
import java.util.UUID;

/** Requests of one key in one slot. */
record RateCount(UUID key, SlidingWindow.Slot slot) {}
