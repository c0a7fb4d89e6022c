/** Micro-benchmarks of single parts, by JMH. What a whole node does is measured next door. */
package dev.postern.bench;
