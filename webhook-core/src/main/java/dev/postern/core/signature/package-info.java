/**
 * Webhook signatures, judged and made: every provider's scheme behind one {@link
 * dev.postern.core.signature.SignatureScheme}, the raw request in, a {@link
 * dev.postern.core.signature.Verdict} out. Pure and thread-safe. It refuses to read clocks, files
 * or sockets (certificates come through an injected port), to parse a body before its bytes are
 * proven, and to accept anything without a usable secret.
 */
@NullMarked
package dev.postern.core.signature;

import org.jspecify.annotations.NullMarked;
