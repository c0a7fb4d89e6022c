/**
 * One attempt: dial a checked address, send the request, read a bounded answer, say what happened.
 *
 * <p>Apache HttpClient's connection and HTTP/1.1 codec are used, its execution chain is not: so
 * there is nothing here that could follow a redirect, retry by status, decompress without bounds,
 * keep cookies, cache credentials or ask the environment for a proxy. This room refuses to decide
 * about retries, to open a transaction and to look a name up by itself.
 */
@NullMarked
package dev.postern.outbound.send;

import org.jspecify.annotations.NullMarked;
