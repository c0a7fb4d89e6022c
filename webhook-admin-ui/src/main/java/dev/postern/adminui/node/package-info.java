/**
 * The node's life: start, readiness, the first administrator's link, refusal of a wrong
 * configuration.
 */
@NullMarked
package dev.postern.adminui.node;

import org.jspecify.annotations.NullMarked;
