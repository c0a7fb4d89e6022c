package dev.postern.ingest.source;

import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.ingest.SourceEdit;
import java.time.Instant;

/** A source as it is stored: the token hashed for finding and sealed for showing. */
@SuppressWarnings("ArrayRecordComponent") // bytes for the database; never compared
public record StoredSource(
    SourceId id,
    TenantId tenant,
    SourceEdit edit,
    Token token,
    Instant createdAt,
    Instant updatedAt) {

  /** The token's two forms. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Token(byte[] hash, byte[] sealed) {}

  StoredSource changed(SourceEdit next, Instant at) {
    return new StoredSource(id, tenant, next, token, createdAt, at);
  }

  /** Authenticated with the sealed token: it opens only in this row. */
  String tokenContext() {
    return tokenContext(tenant, id);
  }

  public static String tokenContext(TenantId tenant, SourceId id) {
    return "source-token|" + tenant + "|" + id;
  }
}
