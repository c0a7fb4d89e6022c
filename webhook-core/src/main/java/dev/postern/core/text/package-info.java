/** What text that people type may hold, wherever it is stored. Refuses to repair any. */
@NullMarked
package dev.postern.core.text;

import org.jspecify.annotations.NullMarked;
