/** What is measured, one class a figure: each sets up what it needs and says how. */
package dev.postern.bench.figure;
