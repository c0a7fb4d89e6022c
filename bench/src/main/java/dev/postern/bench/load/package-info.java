/**
 * Both ends of the wire as cheap as they can be made, so that what is measured is the node and not
 * the load: a sender with prepared bytes and a receiver that answers 204 at once.
 */
package dev.postern.bench.load;
