package dev.postern.outbound.endpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What people edit of an endpoint. Immutable.
 *
 * @param headers custom static headers, in the order given
 * @param signatureFormats at least one, each once
 */
public record EndpointSettings(
    String url,
    String description,
    List<SignatureFormat> signatureFormats,
    Map<String, String> headers,
    DeliveryRules delivery,
    SuspensionRule suspension) {

  public EndpointSettings {
    signatureFormats = List.copyOf(signatureFormats);
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** An endpoint at this URL with the defaults in everything else. */
  public static EndpointSettings at(String url) {
    return new EndpointSettings(
        url,
        "",
        List.of(SignatureFormat.STANDARD),
        Map.of(),
        DeliveryRules.defaults(),
        SuspensionRule.defaults());
  }
}
