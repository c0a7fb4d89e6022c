/** Endpoints with their subscriptions: register, watch, test, disable, bring back. */
@NullMarked
package dev.postern.adminui.endpoints;

import org.jspecify.annotations.NullMarked;
