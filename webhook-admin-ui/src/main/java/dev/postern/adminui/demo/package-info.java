/**
 * The main job before your eyes: a throw-away node, real signed requests in, a verified delivery
 * out. An ordinary client of the HTTP contract; it knows nothing of the node's insides.
 */
@NullMarked
package dev.postern.adminui.demo;

import org.jspecify.annotations.NullMarked;
