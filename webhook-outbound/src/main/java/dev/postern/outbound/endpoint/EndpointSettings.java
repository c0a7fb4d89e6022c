package dev.postern.outbound.endpoint;

import java.time.Instant;
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
    SuspensionRule suspension,
    FormatOptions formatOptions,
    EndpointAccess access) {

  public EndpointSettings {
    signatureFormats = List.copyOf(signatureFormats);
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** Without options and credentials. */
  public EndpointSettings(
      String url,
      String description,
      List<SignatureFormat> signatureFormats,
      Map<String, String> headers,
      DeliveryRules delivery,
      SuspensionRule suspension) {
    this(
        url,
        description,
        signatureFormats,
        headers,
        delivery,
        suspension,
        FormatOptions.defaults(),
        EndpointAccess.open());
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

  public EndpointSettings with(FormatOptions options, SignatureFormat... formats) {
    return new EndpointSettings(
        url, description, List.of(formats), headers, delivery, suspension, options, access);
  }

  public EndpointSettings with(EndpointAccess other) {
    return new EndpointSettings(
        url, description, signatureFormats, headers, delivery, suspension, formatOptions, other);
  }

  /** The formats that are sent now: those whose sunset has not come. */
  public List<SignatureFormat> formatsAt(Instant now) {
    return formatOptions.live(signatureFormats, now);
  }
}
