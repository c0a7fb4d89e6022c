/** Reads what was taken in and sends it on its way again. */
@NullMarked
package dev.postern.ingest.received;

import org.jspecify.annotations.NullMarked;
