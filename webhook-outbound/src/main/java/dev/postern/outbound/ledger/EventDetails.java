package dev.postern.outbound.ledger;

import java.util.List;

/** An event with what became of it. */
public record EventDetails(
    EventEntry event, List<Delivery> deliveries, List<FilteredOut> filtered) {}
