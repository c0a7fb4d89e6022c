package dev.postern.adminui.received;

import com.vaadin.flow.component.Component;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.LiveUpdates;
import dev.postern.core.Service;
import dev.postern.core.access.Permission;
import dev.postern.core.id.ReceivedId;
import dev.postern.ingest.ReceivedFeed;
import dev.postern.ingest.ReceivedWebhooks;
import dev.postern.ingest.Rejections;
import dev.postern.ingest.Sources;
import jakarta.inject.Inject;

/** The doors to what came in, and their live word. */
@Service
public class ReceivedDoors {
  private final ReceivedWebhooks webhooks;
  private final Rejections rejections;
  private final Sources sources;
  private final ReceivedFeed feed;
  private final LiveUpdates live;

  @Inject
  ReceivedDoors(
      ReceivedWebhooks webhooks,
      Rejections rejections,
      Sources sources,
      ReceivedFeed feed,
      LiveUpdates live) {
    this.sources = sources;
    this.webhooks = webhooks;
    this.rejections = rejections;
    this.feed = feed;
    this.live = live;
  }

  ReceivedWebhooks webhooks() {
    return webhooks;
  }

  Rejections rejections() {
    return rejections;
  }

  Sources sources() {
    return sources;
  }

  /** What is said of that webhook alone. */
  void follow(Component view, Visit visit, ReceivedId id, Runnable redraw) {
    live.follow(
        view,
        heard ->
            feed.subscribe(
                    visit.tenantTo(Permission.READ),
                    update -> {
                      if (isOf(update, id)) {
                        heard.run();
                      }
                    })
                ::close,
        redraw);
  }

  private static boolean isOf(ReceivedFeed.Update update, ReceivedId id) {
    return switch (update) {
      case ReceivedFeed.Webhook webhook -> webhook.id().equals(id);
      case ReceivedFeed.Duplicate duplicate -> duplicate.first().equals(id);
      case ReceivedFeed.Update other -> false;
    };
  }

  void follow(Component view, Visit visit, Runnable redraw) {
    live.follow(
        view,
        heard -> feed.subscribe(visit.tenantTo(Permission.READ), update -> heard.run())::close,
        redraw);
  }
}
