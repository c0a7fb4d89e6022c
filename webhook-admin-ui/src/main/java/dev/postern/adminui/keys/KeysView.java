package dev.postern.adminui.keys;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Ask;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Grids;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.SecretOnce;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.Tone;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.access.ApiKey;
import dev.postern.core.access.ApiKeys;
import dev.postern.core.access.Permission;
import dev.postern.core.id.Mode;
import dev.postern.core.page.PageRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;

/** {@code /t/{tenant}/keys}. */
@Route(value = "t/:tenant/keys", layout = ConsoleLayout.class)
@PageTitle("API keys · Postern")
@PermitAll
@CdiComponent
public class KeysView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient ApiKeys keys;
  private final transient Times times;

  @Inject
  KeysView(ConsoleUser people, ApiKeys keys, Times times) {
    super(people);
    this.keys = keys;
    this.times = times;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    if (visit.isTest()) {
      // Keys of both modes are looked after in one place.
      event.forwardTo("t/" + visit.slug().split(":", 2)[0] + "/keys");
      return;
    }
    draw(visit);
  }

  private void draw(Visit visit) {
    removeAll();
    PageRequest one = PageRequest.first(1);
    if (keys.list(visit.tenantTo(Permission.ADMINISTER), one).data().isEmpty()) {
      add(
          new EmptyState(
              Icon.KEYS,
              "No API keys yet",
              "Applications publish events and manage endpoints with a key. A publisher key can do"
                  + " nothing but publish: the right one for most services.",
              Buttons.primary("Create key", click -> create(visit))));
      return;
    }
    add(
        new ViewHeader(
            "API keys",
            "What applications sign in with. Values are shown once, at creation.",
            Buttons.primary("Create key", click -> create(visit))),
        grid(visit));
  }

  private Grid<ApiKey> grid(Visit visit) {
    Grid<ApiKey> grid = Grids.plain(ApiKey.class, "API keys");
    Grids.main(grid.addColumn(ApiKey::name).setHeader("Name").setFlexGrow(2));
    grid.addComponentColumn(key -> new Code(key.prefix() + "…")).setHeader("Key");
    grid.addColumn(key -> key.role().word()).setHeader("Role");
    grid.addComponentColumn(key -> mode(key.reach().mode())).setHeader("Mode");
    grid.addComponentColumn(key -> Grids.said("used", times.age(key.lastUsedAt())))
        .setHeader("Last used");
    Grids.wideOnly(grid.addComponentColumn(key -> times.age(key.createdAt())).setHeader("Created"));
    grid.addComponentColumn(key -> Grids.said("expires", expiry(key))).setHeader("Expires");
    grid.addComponentColumn(key -> Buttons.quiet("Revoke", click -> askToRevoke(visit, key)))
        .setAutoWidth(true)
        .setFlexGrow(0);
    Grids.page(grid, page -> keys.list(visit.tenantTo(Permission.ADMINISTER), page));
    return grid;
  }

  private static StatusBadge mode(Mode mode) {
    return new StatusBadge(mode.word(), mode == Mode.LIVE ? Tone.GOOD : Tone.BUSY);
  }

  private com.vaadin.flow.component.Component expiry(ApiKey key) {
    if (key.expiresAt() == null) {
      return new Span("never");
    }
    return key.liveAt(times.now())
        ? times.age(key.expiresAt())
        : new StatusBadge("expired", Tone.MUTED);
  }

  private void create(Visit visit) {
    new KeyForm(
            times,
            visit::whenConfirmed,
            wanted -> {
              ApiKeys.Issued issued =
                  keys.issue(visit.confirmedTenantTo(Permission.ADMINISTER), wanted);
              draw(visit);
              new SecretOnce(
                      "Key “" + issued.key().name() + "”",
                      "Send it as a bearer token in the Authorization header.",
                      issued.value().reveal())
                  .open();
            })
        .open();
  }

  private void askToRevoke(Visit visit, ApiKey key) {
    Ask.before(
        "Revoke “" + key.name() + "”?",
        "Whoever uses it is refused within a second, on every node. This cannot be undone.",
        "Revoke key",
        visit::whenConfirmed,
        () -> {
          keys.revoke(visit.confirmedTenantTo(Permission.ADMINISTER), key.id());
          Notice.done("The key is revoked.");
          draw(visit);
        });
  }
}
