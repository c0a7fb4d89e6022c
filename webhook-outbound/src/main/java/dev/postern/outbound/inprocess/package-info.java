/**
 * Publishing from within: for applications that live in the same server and share its transactions.
 * Refuses to guess how an object is written as JSON.
 */
@NullMarked
package dev.postern.outbound.inprocess;

import org.jspecify.annotations.NullMarked;
