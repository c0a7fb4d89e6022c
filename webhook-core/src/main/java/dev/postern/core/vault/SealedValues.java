package dev.postern.core.vault;

/** A table that keeps sealed values. Every one that keeps them for longer than a day is a bean. */
public interface SealedValues {

  /**
   * Opens every value and seals it anew, a batch at a time; one that was changed or deleted
   * meanwhile is left alone.
   *
   * @return how many were sealed anew
   */
  long sealAnew(Vault vault);
}
