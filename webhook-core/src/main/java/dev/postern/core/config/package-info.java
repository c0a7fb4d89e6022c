/** Start-up configuration, read once and validated as a whole; wrong values stop the node. */
@NullMarked
package dev.postern.core.config;

import org.jspecify.annotations.NullMarked;
