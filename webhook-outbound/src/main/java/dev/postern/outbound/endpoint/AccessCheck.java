package dev.postern.outbound.endpoint;

import dev.postern.core.egress.Decision;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.secret.SecretText;
import dev.postern.outbound.Findings;
import dev.postern.outbound.send.Tls;
import dev.postern.outbound.send.TlsProfile;
import org.jspecify.annotations.Nullable;

/** What may be stored as credentials, keys and trust of an endpoint. Says nothing of values. */
final class AccessCheck {
  private static final int MAX_SECRET = 4096;
  private static final int MAX_PEM = 64 * 1024;
  private static final int MAX_PINS = 10;
  private static final String CLIENT = "/tls/client_certificate";
  private static final String TRUST = "/tls/ca_certificates";

  private final EgressPolicy egress;
  private final Findings findings;

  AccessCheck(EgressPolicy egress, Findings findings) {
    this.egress = egress;
    this.findings = findings;
  }

  void judge(EndpointSettings settings) {
    EndpointAuth auth = settings.access().auth();
    auth(auth);
    if (!(auth instanceof EndpointAuth.None)
        && settings.headers().keySet().stream().anyMatch("authorization"::equalsIgnoreCase)) {
      findings.add(
          "invalid_header", "/headers/Authorization", "With auth, this header is set by Postern.");
    }
    tls(settings.access().tls());
  }

  private void auth(EndpointAuth auth) {
    switch (auth) {
      case EndpointAuth.None none -> {
        // Nothing to judge.
      }
      case EndpointAuth.Basic(String username, SecretText password) -> {
        findings.text(username, 1, 255, "/auth/username");
        findings.check(
            username.indexOf(':') < 0, "/auth/username", "A user name has no colon (RFC 7617).");
        findings.text(password.reveal(), 0, MAX_SECRET, "/auth/password");
      }
      case EndpointAuth.Bearer(SecretText token) ->
          findings.check(
              token.reveal().matches("[!-~]{1," + MAX_SECRET + "}"),
              "/auth/token",
              "A token is visible ASCII without spaces.");
      case EndpointAuth.OAuth2(var url, var client, var secret, var scope, var audience) -> {
        tokenUrl(url);
        findings.text(client, 1, 500, "/auth/client_id");
        findings.text(secret.reveal(), 1, MAX_SECRET, "/auth/client_secret");
        findings.text(scope, 1, 1000, "/auth/scope");
        findings.text(audience, 1, 1000, "/auth/audience");
      }
    }
  }

  private void tokenUrl(String url) {
    if (egress.check(url) instanceof Decision.Refused refused) {
      findings.add("invalid_url", "/auth/token_url", refused.detail(), refused.withCode());
    }
  }

  private void tls(TlsProfile profile) {
    SecretText key = profile.key();
    length(profile.certificates(), "/tls/client_certificate");
    length(key == null ? null : key.reveal(), "/tls/client_key");
    length(profile.authorities(), "/tls/ca_certificates");
    findings.check(
        profile.pins().size() <= MAX_PINS, "/tls/pinned_sha256", "At most 10 keys are pinned.");
    if (profile.equals(TlsProfile.RUNTIME) || findings.problem().isPresent()) {
      return;
    }
    part(new TlsProfile(profile.certificates(), key, null, profile.pins().subList(0, 0)), CLIENT);
    part(new TlsProfile(null, null, profile.authorities(), profile.pins().subList(0, 0)), TRUST);
    for (int i = 0; i < profile.pins().size(); i++) {
      part(
          new TlsProfile(null, null, null, profile.pins().subList(i, i + 1)),
          "/tls/pinned_sha256/" + i);
    }
  }

  /** By doing what is done before every connection, so that it fails here and not there. */
  private void part(TlsProfile profile, String pointer) {
    try {
      Tls.of(profile);
    } catch (IllegalArgumentException unusable) {
      findings.add("invalid_tls", pointer, String.valueOf(unusable.getMessage()));
    }
  }

  private void length(@Nullable String pem, String pointer) {
    findings.check(
        pem == null || pem.length() <= MAX_PEM, pointer, "At most " + MAX_PEM + " characters.");
  }
}
