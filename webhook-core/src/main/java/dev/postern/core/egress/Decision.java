package dev.postern.core.egress;

/** What the policy says about the text of a URL, before any name was looked up. */
public sealed interface Decision {

  /** The URL may be stored; its addresses are still to be checked at every attempt. */
  record Allowed(EgressUrl url) implements Decision {}

  /**
   * The URL may not be used.
   *
   * @param refusal the class of the reason
   * @param detail one sentence for a person
   */
  record Refused(Refusal refusal, String detail) implements Decision {
    /** The sentence, and the stable word for whoever reads by machine. */
    public String withCode() {
      return detail + " (" + refusal.code() + ")";
    }
  }
}
