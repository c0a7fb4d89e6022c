package dev.postern.adminui.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.shared.ui.Transport;
import com.vaadin.flow.theme.aura.Aura;

/**
 * The page around the console. Clicks travel as ordinary requests, so that each is checked like
 * one; only the server's own words come over the socket.
 */
@Push(transport = Transport.WEBSOCKET_XHR)
@ColorScheme(ColorScheme.Value.LIGHT_DARK)
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("console.css")
public class AppShell implements AppShellConfigurator {
  private static final long serialVersionUID = 1L;

  @Override
  public void configurePage(AppShellSettings settings) {
    settings.addFavIcon("icon", "mark.svg", "any");
    settings.addMetaTag("referrer", "same-origin");
    settings.addMetaTag("robots", "noindex");
    // Early and in order: the remembered colour scheme counts before anything is painted.
    // An absolute path, because it stands before the page's base.
    settings.addInlineWithContents(
        Inline.Position.PREPEND,
        "<script src=\"" + settings.getRequest().getContextPath() + "/console.js\"></script>",
        Inline.Wrapping.NONE);
  }
}
