package dev.postern.adminui.node;

import dev.postern.core.audit.Origin;
import dev.postern.ingest.network.ClientAddress;
import dev.postern.ingest.network.IpText;
import dev.postern.ingest.network.TrustedProxies;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;

/** Where a request came from: what the trail keeps, and what log-ins are throttled by. Pure. */
final class RequestOrigin {
  private RequestOrigin() {}

  /** The client behind the trusted proxies; whatever the container says where it names no IP. */
  static Origin of(HttpServletRequest request, String id, TrustedProxies proxies) {
    String connected = request.getRemoteAddr();
    InetAddress peer = connected == null ? null : IpText.parse(connected);
    if (peer == null) {
      return new Origin(connected, id);
    }
    InetAddress client =
        ClientAddress.of(peer, name -> Collections.list(request.getHeaders(name)), proxies);
    return new Origin(client.equals(peer) ? connected : client.getHostAddress(), id);
  }
}
