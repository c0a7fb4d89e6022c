/**
 * HTTP Message Signatures (RFC 9421) as far as a webhook receiver needs them: structured fields,
 * the signature base, digests, keys. It refuses signatures that leave the target or the body
 * uncovered, and lets the key, never the message, choose the algorithm. Internal to {@code
 * signature}.
 */
@NullMarked
package dev.postern.core.signature.httpsig;

import org.jspecify.annotations.NullMarked;
