package dev.postern.core.vault;

/** A table that keeps sealed values. Every one that keeps them for longer than a day is a bean. */
public interface SealedValues {

  /**
   * Opens every value and seals it anew, a batch at a time; one that was changed or deleted
   * meanwhile is left alone, and so is one that does not open: it must not keep the others.
   */
  Sealed sealAnew(Vault vault);

  /**
   * How it went.
   *
   * @param anew values that are under the present key now
   * @param unopened values that no key opens
   */
  record Sealed(long anew, long unopened) {
    public static final Sealed NONE = new Sealed(0, 0);

    public Sealed plus(Sealed other) {
      return new Sealed(anew + other.anew, unopened + other.unopened);
    }
  }
}
