package dev.postern.adminui.sources;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;

/** What people call a provider. */
final class ProviderNames {
  private ProviderNames() {}

  static String of(String provider) {
    return SignatureSchemes.forProvider(provider)
        .map(SignatureScheme::displayName)
        .orElse(provider);
  }
}
