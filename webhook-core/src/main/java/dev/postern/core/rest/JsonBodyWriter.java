package dev.postern.core.rest;

import dev.postern.core.json.Json;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Writes every answer, problems included, by the contract's mapper. */
@Provider
@Produces({MediaType.APPLICATION_JSON, JsonBodyWriter.PROBLEM})
public class JsonBodyWriter implements MessageBodyWriter<Object> {
  /** RFC 9457. */
  public static final String PROBLEM = "application/problem+json";

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return true;
  }

  @Override
  public void writeTo(
      Object value,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write(value instanceof RawJson raw ? raw.bytes() : Json.mapper().writeValueAsBytes(value));
  }
}
