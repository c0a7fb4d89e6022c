/** Whole journeys through the console in a real browser against a node in its own process. */
@NullMarked
package dev.postern.adminui.journey;

import org.jspecify.annotations.NullMarked;
