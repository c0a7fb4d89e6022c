package dev.postern.adminui.login;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a form was sent by a page of this console, as far as the browser says. Pure. */
final class OwnPage {
  private OwnPage() {}

  /**
   * @param site {@code Sec-Fetch-Site}, which counts where there is one
   * @param origin {@code Origin}, which older browsers send; who sends neither is no browser
   * @param own addresses of this console: authorities, or URLs
   */
  static boolean sent(@Nullable String site, @Nullable String origin, List<String> own) {
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    return origin == null
        || own.stream().map(OwnPage::authority).anyMatch(authority(origin)::equals);
  }

  /** Of {@code null}, which a page without an origin sends, it is nobody's. */
  private static String authority(String address) {
    if (!address.contains("://")) {
      return address.toLowerCase(Locale.ROOT);
    }
    try {
      URI uri = URI.create(address);
      String authority = uri.getAuthority() == null ? "" : uri.getAuthority();
      // A port that is the scheme's own is said by some and left out by others.
      return authority
          .replaceFirst("https".equals(uri.getScheme()) ? ":443$" : ":80$", "")
          .toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException unreadable) {
      return "?";
    }
  }
}
