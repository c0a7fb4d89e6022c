package dev.postern.outbound.ledger;

import java.util.List;

/** A delivery with its attempts, the first one first. */
public record DeliveryDetails(Delivery delivery, List<Attempt> attempts) {}
