package dev.postern.adminui.pause;

import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.part.Times;
import dev.postern.core.Service;
import dev.postern.core.pause.Pauses;
import dev.postern.ingest.Sources;
import dev.postern.outbound.endpoint.Endpoints;
import jakarta.inject.Inject;

/** What the views of pauses call. */
@Service
public class PauseDoors {
  private final Pauses pauses;
  private final Endpoints endpoints;
  private final Sources sources;
  private final ConsoleUser people;
  private final Times times;

  @Inject
  public PauseDoors(
      Pauses pauses, Endpoints endpoints, Sources sources, ConsoleUser people, Times times) {
    this.pauses = pauses;
    this.endpoints = endpoints;
    this.sources = sources;
    this.people = people;
    this.times = times;
  }

  Pauses pauses() {
    return pauses;
  }

  Endpoints endpoints() {
    return endpoints;
  }

  Sources sources() {
    return sources;
  }

  ConsoleUser people() {
    return people;
  }

  Times times() {
    return times;
  }
}
