/**
 * Small requests to URLs that people or providers supplied: certificates, confirmations, feeds,
 * tokens, alert channels. One lookup, every answer judged by the egress policy, a judged address
 * dialled, one deadline over everything, one cap on what is read. It refuses to follow a redirect,
 * to try again, to decompress, to keep connections, cookies or credentials, and to decide what an
 * answer means.
 */
@NullMarked
package dev.postern.core.fetch;

import org.jspecify.annotations.NullMarked;
