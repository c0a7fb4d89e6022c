/** The rows of letters that wait to be sent. */
@NullMarked
package dev.postern.core.mail.store;

import org.jspecify.annotations.NullMarked;
