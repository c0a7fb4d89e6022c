/** The REST resources of the inbound half: HTTP in and out, no decisions of their own. */
@NullMarked
package dev.postern.ingest.rest;

import org.jspecify.annotations.NullMarked;
