package dev.postern.ingest;

import dev.postern.core.vault.SecretInfo;
import java.util.Optional;

/**
 * A new source.
 *
 * @param secret with its value, this once; empty for a source without one
 */
public record CreatedSource(Source source, Optional<SecretInfo> secret) {}
