/** Versions of a secret and their rotation, for whatever owns one: an endpoint or a source. */
@NullMarked
package dev.postern.adminui.secrets;

import org.jspecify.annotations.NullMarked;
