/**
 * Runs every figure beside its baseline, turn by turn, and tells the medians: to the screen, to
 * JSON, and to a page with plots. It judges nothing but what became slower than last time.
 */
package dev.postern.bench.run;
