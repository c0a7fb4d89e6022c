/**
 * Deliveries sent again in numbers: how many it would be, how far it is, and the way to stop it.
 */
@NullMarked
package dev.postern.adminui.jobs;

import org.jspecify.annotations.NullMarked;
