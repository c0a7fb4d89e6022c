package dev.postern.outbound.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Custom header fields whose names say that their values may be credentials of the receiver. */
public final class CredentialHeaders {
  public static final String MASK = "[masked]";

  private static final Pattern CREDENTIAL =
      Pattern.compile(
          ".*(auth|token|secret|key|cookie|password|credential).*", Pattern.CASE_INSENSITIVE);

  private CredentialHeaders() {}

  public static boolean named(String name) {
    return CREDENTIAL.matcher(name).matches();
  }

  /** The same with such values masked, for those who may read and not write. */
  public static Map<String, String> masked(Map<String, String> headers) {
    Map<String, String> shown = new LinkedHashMap<>(headers);
    shown.replaceAll((name, value) -> named(name) ? MASK : value);
    return shown;
  }
}
