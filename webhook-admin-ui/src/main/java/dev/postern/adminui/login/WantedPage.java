package dev.postern.adminui.login;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page that somebody wanted before they were asked to sign in; only ever a path of the console.
 * It travels in the address rather than in the session, so that a session which ends while the form
 * lies open, or a second tab, does not lose it.
 */
record WantedPage(String path) {
  static final String PARAMETER = "continue";
  private static final Pattern OURS =
      Pattern.compile("(?:t/|tenants|platform/)[\\w./?=&%:+-]{0,500}");

  static Optional<WantedPage> of(@Nullable Object path) {
    return path instanceof String text && OURS.matcher(text).matches()
        ? Optional.of(new WantedPage(text))
        : Optional.empty();
  }

  String parameter() {
    return PARAMETER + "=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
  }
}
