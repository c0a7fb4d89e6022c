/**
 * The way in and out: log-in, log-out, and the one-time set-up. It refuses to say which half of a
 * credential was wrong.
 */
@NullMarked
package dev.postern.adminui.login;

import org.jspecify.annotations.NullMarked;
