package dev.postern.core.rest;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;

/**
 * A POST without a body and without a media type means an empty object: all members of {@code
 * rotate} or {@code enable} are optional, so nothing has to be said. Where something is required,
 * that is what the answer names.
 */
@Provider
@PreMatching
public class AbsentBodyFilter implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext context) {
    boolean absent =
        context.getLength() <= 0
            && context.getHeaderString("Transfer-Encoding") == null
            && context.getHeaderString(HttpHeaders.CONTENT_TYPE) == null;
    if (context.getMethod().equals(HttpMethod.POST) && absent) {
      context.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
      context.setEntityStream(new ByteArrayInputStream(new byte[] {'{', '}'}));
    }
  }
}
