package dev.postern.adminui.deliveries;

import dev.postern.adminui.jobs.JobDoors;
import dev.postern.adminui.part.LiveUpdates;
import dev.postern.core.Service;
import dev.postern.outbound.ledger.DeliveryFeed;
import jakarta.inject.Inject;

/** What the list needs besides its rows: live word, and jobs over what it shows. */
@Service
public class DeliveryFollowing {
  private final DeliveryFeed feed;
  private final LiveUpdates live;
  private final JobDoors jobs;

  @Inject
  DeliveryFollowing(DeliveryFeed feed, LiveUpdates live, JobDoors jobs) {
    this.feed = feed;
    this.live = live;
    this.jobs = jobs;
  }

  DeliveryFeed feed() {
    return feed;
  }

  LiveUpdates live() {
    return live;
  }

  JobDoors jobs() {
    return jobs;
  }
}
