/** Deliveries: the live list, one delivery with its attempts, retry and cancel. */
@NullMarked
package dev.postern.adminui.deliveries;

import org.jspecify.annotations.NullMarked;
