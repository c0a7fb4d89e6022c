/** The outbound half over HTTP, as the contract has it. Refuses to decide: it translates. */
@NullMarked
package dev.postern.outbound.rest;

import org.jspecify.annotations.NullMarked;
