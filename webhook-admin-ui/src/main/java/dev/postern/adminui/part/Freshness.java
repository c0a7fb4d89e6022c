package dev.postern.adminui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.postern.core.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Redraws of a page that keeps itself up to date, while the database may be away: the page says
 * once of when it is, and takes that back with the first redraw that succeeds. Nobody asked for the
 * redraw, so nobody is told anew at each that fails.
 */
final class Freshness {
  private static final Logger LOG = System.getLogger(Freshness.class.getName());

  private Freshness() {}

  /** What {@code redraw} says; true, to try again, when the store did not answer. */
  static boolean redraw(Component view, Instant now, BooleanSupplier redraw) {
    try {
      boolean more = redraw.getAsBoolean();
      Callout stale = ComponentUtil.getData(view, Callout.class);
      if (stale != null) {
        stale.getElement().removeFromParent();
        ComponentUtil.setData(view, Callout.class, null);
      }
      return more;
    } catch (StoreException away) {
      LOG.log(Level.DEBUG, "live_view_stale", away);
      Callout told = ComponentUtil.getData(view, Callout.class);
      Callout stale = told == null ? new Callout(now) : told;
      ComponentUtil.setData(view, Callout.class, stale);
      view.getElement().insertChild(0, stale.getElement());
      return true;
    }
  }

  /** Stands above everything else on the page. */
  private static final class Callout extends Div {
    private static final long serialVersionUID = 1L;

    Callout(Instant since) {
      addClassNames("callout", "bad");
      getElement().setAttribute("role", "status");
      add(
          new Paragraph(
              "The database does not answer since "
                  + Times.clock(since)
                  + ". What stands here may be older; it goes on by itself."));
    }
  }
}
