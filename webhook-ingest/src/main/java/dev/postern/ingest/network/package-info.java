/**
 * Addresses: which client is calling and which networks a source allows. Refuses to resolve names
 * and to believe proxies that nobody configured.
 */
@NullMarked
package dev.postern.ingest.network;

import org.jspecify.annotations.NullMarked;
