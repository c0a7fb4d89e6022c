package dev.postern.bench.faults;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One way in: how an event is posted there. */
sealed interface Door {
  /** Who is to get what is posted. */
  Set<String> endpoints();

  String path();

  byte[] body(String number);

  Map<String, String> headers(byte[] body);

  /** An application that publishes. */
  record Application(String tenant, String type, String padding, Set<String> endpoints)
      implements Door {
    @Override
    public String path() {
      return "/api/v1/tenants/" + tenant + "/events";
    }

    @Override
    public byte[] body(String number) {
      return Text.bytes(
          "{\"id\":\"%1$s\",\"type\":\"%2$s\",\"data\":{\"n\":\"%1$s\",\"p\":\"%3$s\"}}"
              .formatted(number, type, padding));
    }

    @Override
    public Map<String, String> headers(byte[] body) {
      return Map.of("authorization", "Bearer " + Member.KEY);
    }
  }

  /** A provider that signs; its webhooks are forwarded. */
  record Provider(String path, String secret, Set<String> endpoints) implements Door {
    @Override
    public byte[] body(String number) {
      return Text.bytes("{\"id\":\"%1$s\",\"type\":\"in\",\"n\":\"%1$s\"}".formatted(number));
    }

    @Override
    public Map<String, String> headers(byte[] body) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Text.bytes(secret), "HmacSHA256"));
        return Map.of("x-webhook-signature", HexFormat.of().formatHex(mac.doFinal(body)));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
