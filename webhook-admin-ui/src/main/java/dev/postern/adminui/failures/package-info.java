/** What was given up and what is held: the places where a person has to decide. */
@NullMarked
package dev.postern.adminui.failures;

import org.jspecify.annotations.NullMarked;
