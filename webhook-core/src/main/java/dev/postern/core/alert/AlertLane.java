package dev.postern.core.alert;

/**
 * Messages that share places of a node. The platform's have their own, so that no tenant's dead
 * targets can keep its people waiting.
 */
public enum AlertLane {
  PLATFORM(8, 8),
  TENANTS(16, 4);

  private final int places;
  private final int ofOneOwner;

  AlertLane(int places, int ofOneOwner) {
    this.places = places;
    this.ofOneOwner = ofOneOwner;
  }

  /** How many targets one node talks to at a time. */
  int places() {
    return places;
  }

  /** How many channels of one tenant are talked to at a time, by all nodes together. */
  public int ofOneOwner() {
    return ofOneOwner;
  }
}
