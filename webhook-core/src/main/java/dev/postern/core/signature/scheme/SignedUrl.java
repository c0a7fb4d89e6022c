package dev.postern.core.signature.scheme;

import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.VerificationSettings;

/** The URL that a provider signed: the one it was given, not the one a proxy made of it. */
public final class SignedUrl {
  private SignedUrl() {}

  /**
   * The configured public URL, with the request's query when it has none of its own; without a
   * configured one the URL of the request.
   */
  public static String of(SignedRequest request, VerificationSettings settings) {
    String configured = settings.publicUrl();
    if (configured.isEmpty()) {
      return request.url();
    }
    int query = request.url().indexOf('?');
    return query < 0 || configured.indexOf('?') >= 0
        ? configured
        : configured + request.url().substring(query);
  }
}
