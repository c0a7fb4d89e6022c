/**
 * A tenant's configuration as one file: what it says and what there is are compared, and the
 * difference becomes calls of the public API. Pure, but for the reading of references to secrets
 * from the environment. It refuses to write a secret into a file, and to delete what a file does
 * not name unless told to.
 */
@NullMarked
package dev.postern.core.cli.config;

import org.jspecify.annotations.NullMarked;
