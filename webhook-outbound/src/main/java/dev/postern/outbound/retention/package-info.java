/**
 * Takes away what is older than its tenant keeps it. Refuses to touch anything that is still to be
 * sent, however old.
 */
@NullMarked
package dev.postern.outbound.retention;

import org.jspecify.annotations.NullMarked;
