package dev.postern.core.signature.provider;

import static dev.postern.core.signature.scheme.Locator.firstOf;
import static dev.postern.core.signature.scheme.Locator.header;

import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.scheme.TokenScheme;

/**
 * GitLab's secret token: {@code X-Gitlab-Token} is the secret. Nothing is signed; prefer GitLab's
 * signing tokens ({@code gitlab-signed}) where the instance has them.
 *
 * @see <a href="https://docs.gitlab.com/user/project/integrations/webhooks/">GitLab: webhooks</a>
 */
final class GitLabToken {
  private GitLabToken() {}

  static SignatureScheme scheme() {
    return new TokenScheme(
        "gitlab",
        "GitLab (token)",
        "X-Gitlab-Token",
        TokenScheme.BARE,
        TokenScheme.event(
            firstOf(header("Idempotency-Key"), header("X-Gitlab-Event-UUID")),
            header("X-Gitlab-Event")));
  }
}
