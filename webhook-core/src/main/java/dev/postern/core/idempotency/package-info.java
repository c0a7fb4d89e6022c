/**
 * Makes a repeated POST harmless: the first answer to a key is kept for a day, sealed (it may hold
 * a secret shown once), and given again. Refuses to decide what an operation does.
 */
@NullMarked
package dev.postern.core.idempotency;

import org.jspecify.annotations.NullMarked;
