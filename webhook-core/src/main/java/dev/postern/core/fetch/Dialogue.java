package dev.postern.core.fetch;

import dev.postern.core.egress.EgressUrl;
import dev.postern.core.signature.HeaderFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** One request and its answer over one connection that is then given up. */
final class Dialogue {
  private static final int MOST_INTERIM_ANSWERS = 8;
  private static final ManagedHttpClientConnectionFactory CONNECTIONS =
      ManagedHttpClientConnectionFactory.builder()
          .http1Config(
              Http1Config.custom()
                  .setMaxLineLength(8 * 1024)
                  .setMaxHeaderCount(128)
                  .setMaxEmptyLineCount(1)
                  .build())
          .build();

  private final FetchRequest request;
  private final EgressUrl url;

  Dialogue(FetchRequest request, EgressUrl url) {
    this.request = request;
    this.url = url;
  }

  Fetched over(Opened opened) throws IOException, HttpException {
    ManagedHttpClientConnection connection = CONNECTIONS.createConnection(null);
    opened.bind(connection);
    ClassicHttpRequest message = message();
    connection.sendRequestHeader(message);
    connection.sendRequestEntity(message);
    connection.flush();
    ClassicHttpResponse response = finalHead(connection);
    byte[] body = new byte[0];
    if (hasBody(response.getCode())) {
      connection.receiveResponseEntity(response);
      body = read(response.getEntity());
    }
    return body.length > request.bounds().maxBytes()
        ? new Fetched.TooLarge(response.getCode())
        : new Fetched.Answered(response.getCode(), fields(response), body);
  }

  private ClassicHttpRequest message() {
    // Without a host, the library would read a target that begins with // as another authority.
    HttpHost host = new HttpHost(url.scheme().word(), url.host(), url.port());
    ClassicHttpRequest message =
        new BasicClassicHttpRequest(request.method().name(), host, url.target());
    message.addHeader("Host", url.authority());
    message.addHeader("Connection", "close");
    request
        .headers()
        .entries()
        .forEach(field -> message.addHeader(field.getKey(), field.getValue()));
    if (request.method() == FetchRequest.Method.POST) {
      message.addHeader("Content-Length", request.body().length);
      message.setEntity(new ByteArrayEntity(request.body(), null));
    }
    return message;
  }

  // RFC 9110 section 15.2: interim answers may come before the real one; a flood may not.
  private static ClassicHttpResponse finalHead(ManagedHttpClientConnection connection)
      throws HttpException, IOException {
    for (int i = 0; i <= MOST_INTERIM_ANSWERS; i++) {
      ClassicHttpResponse response = connection.receiveResponseHeader();
      if (response.getCode() < 100) {
        throw new ProtocolException("its status is below 100");
      }
      if (response.getCode() >= 200) {
        return response;
      }
    }
    throw new ProtocolException("more than " + MOST_INTERIM_ANSWERS + " interim answers");
  }

  private static boolean hasBody(int status) {
    return status != 204 && status != 304;
  }

  /**
   * One byte more than the cap says that there was more. Never closed: closing would read the rest,
   * however long it is; the connection ends with this request anyway.
   */
  private byte[] read(HttpEntity entity) throws IOException {
    return entity.getContent().readNBytes(request.bounds().maxBytes() + 1);
  }

  private static HeaderFields fields(ClassicHttpResponse response) {
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    for (Header header : response.getHeaders()) {
      fields.add(Map.entry(header.getName(), header.getValue() == null ? "" : header.getValue()));
    }
    return HeaderFields.of(fields);
  }
}
