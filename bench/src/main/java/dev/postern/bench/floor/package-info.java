/**
 * The least that a figure can cost: the same server, database and machine with nothing of ours on
 * them. They say which of our aims this machine leaves room for.
 */
package dev.postern.bench.floor;
