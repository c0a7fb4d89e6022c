/** The catalogue of event types: schema, example, versions. */
@NullMarked
package dev.postern.adminui.eventtypes;

import org.jspecify.annotations.NullMarked;
