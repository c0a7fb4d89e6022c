package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.ProviderAnswer;
import org.junit.jupiter.api.Test;

/** Signatures cover the bytes that were sent; nobody unpacks them. */
class CompressedBodyTest extends AtTheDoor {
  private static final String PACKED = "\u001f\u0008 what a compressor left";
  private static final HeaderFields GZIP = HeaderFields.of("Content-Encoding", "gzip");

  @Test
  void a_provider_that_may_send_anything_is_taken_in_with_the_bytes_it_sent() throws Exception {
    Provider plain = new Provider(reception, world.source("generic-hmac", "k"), "k");
    Provider.Posted genuine = plain.signed(PACKED, world.now.get(), GZIP);

    ProviderAnswer answer = plain.post(genuine);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("status").asText()).isEqualTo("accepted");
    assertThat(received().getFirst().content().bytes()).isEqualTo(genuine.body());
    assertThat(code(plain.post(genuine.withBody("{}")))).isEqualTo("bad_signature");
  }

  @Test
  void a_provider_that_sends_json_is_told_that_this_is_none() throws Exception {
    Provider stripe = stripe(settings -> settings);

    ProviderAnswer answer = stripe.post(stripe.signed(PACKED, world.now.get(), GZIP));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(code(answer)).isEqualTo("malformed_payload");
  }
}
