package dev.postern.bench.faults;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A subscriber's own verification, written from the specification of Standard Webhooks. */
record StandardSignature(String text) {
  static StandardSignature of(String secret, String id, String timestamp, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] signed = mac.doFinal(Text.bytes(id + "." + timestamp + "." + body));
      return new StandardSignature("v1," + Base64.getEncoder().encodeToString(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isAmong(String header) {
    return Arrays.asList(header.split(" ")).contains(text);
  }
}
