/**
 * What goes into {@code Authorization}: fixed credentials, and access tokens that are fetched, kept
 * and renewed. Every token URL goes through the same guarded sender as a delivery. Refuses to send
 * the delivery itself and to remember a token longer than its server says.
 */
@NullMarked
package dev.postern.outbound.auth;

import org.jspecify.annotations.NullMarked;
