/** Who is calling and what they may do: users, API keys, roles. Refuses by default. */
@NullMarked
package dev.postern.core.access;

import org.jspecify.annotations.NullMarked;
