/**
 * JSON Schema 2020-12 as people write it down here, and whether a value fits. Refuses to fetch
 * anything: a reference leads to another place of the same schema or the schema is refused.
 */
@NullMarked
package dev.postern.core.schema;

import org.jspecify.annotations.NullMarked;
