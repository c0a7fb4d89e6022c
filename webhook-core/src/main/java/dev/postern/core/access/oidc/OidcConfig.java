package dev.postern.core.access.oidc;

import dev.postern.core.config.ConfigException;
import dev.postern.core.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What Postern itself needs to know of a configured provider; the container reads the rest of
 * {@code postern.oidc.*} from the same environment.
 *
 * @param name on the button of the log-in page
 * @param groupsClaim the claim that lists a person's groups
 * @param session how long a session lasts before the provider is asked again
 */
public record OidcConfig(String name, String groupsClaim, GroupRoles roles, Duration session) {
  private static final String URL = "postern.oidc.discovery.url";

  /** Empty when no provider is configured. */
  public static Optional<OidcConfig> from(Settings settings) {
    Optional<URI> discovery =
        settings.optional(
            URL,
            "an https URL that ends with /.well-known/openid-configuration",
            OidcConfig::discoveryUrl);
    if (discovery.isEmpty()) {
      return Optional.empty();
    }
    if (settings.flag("postern.oidc.require.https", true)
        && !settings.text("postern.public.url").orElse("http:").startsWith("https:")) {
      throw new ConfigException(
          "POSTERN_PUBLIC_URL is not https, so a log-in by OpenID Connect could be overheard;"
              + " POSTERN_OIDC_REQUIRE_HTTPS=false allows it for a trial.");
    }
    require(settings, "postern.oidc.client.id");
    require(settings, "postern.oidc.client.secret");
    require(settings, "postern.oidc.roles");
    return Optional.of(
        new OidcConfig(
            settings.text("postern.oidc.name").orElse("OpenID Connect"),
            settings.text("postern.oidc.groups.claim").orElse("groups"),
            settings.value(
                "postern.oidc.roles",
                "",
                "group=platform_admin or group=tenant:role, several with commas between them",
                GroupRoles::parse),
            settings.value(
                "postern.oidc.session.hours", "8", "1 to 720 hours", OidcConfig::hours)));
  }

  private static void require(Settings settings, String key) {
    if (settings.text(key).isEmpty()) {
      throw new ConfigException(
          Settings.environmentName(key) + " is required with POSTERN_OIDC_DISCOVERY_URL.");
    }
  }

  private static Duration hours(String text) {
    int hours = Integer.parseInt(text);
    if (hours < 1 || hours > 720) {
      throw new IllegalArgumentException("out of range");
    }
    return Duration.ofHours(hours);
  }

  private static URI discoveryUrl(String text) {
    URI uri = URI.create(text);
    if (uri.getHost() == null
        || !"https".equals(uri.getScheme())
        || !text.endsWith("/.well-known/openid-configuration")) {
      throw new IllegalArgumentException("not such a URL");
    }
    return uri;
  }
}
