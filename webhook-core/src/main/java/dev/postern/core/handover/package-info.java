/** The port between the inbound and the outbound half; neither knows the other. */
@NullMarked
package dev.postern.core.handover;

import org.jspecify.annotations.NullMarked;
