package dev.postern.ingest.source;

import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.VerificationSettings;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.network.Networks;

/** A source as the pipeline needs it: everything parsed once. */
public record LiveSource(
    SourceId id,
    TenantId tenant,
    boolean enabled,
    SignatureScheme scheme,
    VerificationSettings verification,
    Networks allowed,
    SourceSettings settings,
    PayloadSchema schema) {}
