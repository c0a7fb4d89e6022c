package dev.postern.ingest.source;

import dev.postern.core.Service;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.id.IdSource;
import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.vault.Vault;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Makes sources and shows them: the only place that sees a token in the clear. */
@Service
public class SourceMint {
  private final SecureRandom random = new SecureRandom();
  private final Vault vault;
  private final InstantSource time;
  private final IdSource ids;
  private final String base;

  @Inject
  public SourceMint(Vault vault, InstantSource time, IdSource ids, PlatformConfig config) {
    this.vault = vault;
    this.time = time;
    this.ids = ids;
    this.base = config.publicUrl() + "/in/";
  }

  StoredSource make(TenantId tenant, SourceEdit edit) {
    Instant now = time.instant();
    SourceToken token = SourceToken.generate(random);
    StoredSource blank =
        new StoredSource(
            new SourceId(ids.next()),
            tenant,
            edit,
            new StoredSource.Token(token.hash(), new byte[0]),
            now,
            now);
    byte[] sealed = vault.seal(SecretText.of(token.text()), blank.tokenContext());
    return new StoredSource(
        blank.id(), tenant, edit, new StoredSource.Token(token.hash(), sealed), now, now);
  }

  StoredSource change(StoredSource source, SourceEdit edit) {
    return source.changed(edit, time.instant());
  }

  /** A secret in the form that the provider uses; empty where only the provider can issue one. */
  Optional<SecretText> secretFor(String provider) {
    return SignatureSchemes.forProvider(provider)
        .filter(SignatureScheme::sharesSecret)
        .map(scheme -> scheme.generateSecret(random));
  }

  Source show(StoredSource source) {
    String token = vault.open(source.token().sealed(), source.tokenContext()).reveal();
    SourceEdit edit = source.edit();
    return new Source(
        source.id(),
        source.tenant(),
        edit.name(),
        edit.provider(),
        base + token,
        edit.enabled(),
        edit.settings(),
        source.createdAt(),
        source.updatedAt());
  }
}
