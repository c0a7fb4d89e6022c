/** What an operator sets for the inbound half, read once, wrong values refused at start. */
@NullMarked
package dev.postern.ingest.config;

import org.jspecify.annotations.NullMarked;
