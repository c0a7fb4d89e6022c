/**
 * The small visible parts that views share: badges, ids, times, empty states, a secret shown once.
 * They take values and draw them; they refuse to call doors.
 */
@NullMarked
package dev.postern.adminui.part;

import org.jspecify.annotations.NullMarked;
