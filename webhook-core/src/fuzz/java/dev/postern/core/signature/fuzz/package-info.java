/**
 * Fuzz targets: whatever bytes come in, nothing but a verdict comes out, and never an acceptance.
 */
@NullMarked
package dev.postern.core.signature.fuzz;

import org.jspecify.annotations.NullMarked;
