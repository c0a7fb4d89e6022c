package dev.postern.outbound.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.rest.JsonBodies;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BatchBodyTest {
  @Test
  void null_among_the_events_spoils_no_other() {
    byte[] body = "{\"events\":[{\"type\":\"a.b\"},null]}".getBytes(StandardCharsets.UTF_8);

    assertThat(JsonBodies.read(body, PublishResource.BatchBody.class).events())
        .as("each is judged by itself")
        .hasSize(2);
  }
}
