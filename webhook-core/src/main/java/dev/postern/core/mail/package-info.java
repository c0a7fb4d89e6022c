/**
 * Letters to people. A letter joins the transaction that causes it and leaves after its commit; it
 * waits while the mail server is away, for a day. The room refuses to send HTML, and to log what a
 * letter says.
 */
@NullMarked
package dev.postern.core.mail;

import org.jspecify.annotations.NullMarked;
