/**
 * For applications that publish to a Postern or receive from one. Needs nothing but the JDK: JSON
 * is text here, made and read by what the application uses anyway. It refuses to hide a failure:
 * what could not be published is an exception, what does not verify is a reason.
 */
@NullMarked
package dev.postern.client;

import org.jspecify.annotations.NullMarked;
