package dev.postern.ingest.simulate;

import dev.postern.core.signature.SignedRequest;
import dev.postern.ingest.pipeline.BodySource;
import dev.postern.ingest.pipeline.Call;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request of a play.
 *
 * @param client who is played
 * @param expected verdicts that are as they should be
 * @param ifTaken what has to be said when it is not refused
 */
record PlayedCase(
    String name,
    SignedRequest request,
    InetAddress client,
    List<String> expected,
    @Nullable String ifTaken) {

  PlayedCase(String name, SignedRequest request, InetAddress client, List<String> expected) {
    this(name, request, client, expected, null);
  }

  Call call() {
    return new Call(
        request.method(),
        request.url(),
        request.headers(),
        client,
        request.body().length,
        System.nanoTime());
  }

  BodySource body() {
    return (maxBytes, within) -> new BodySource.Whole(request.body());
  }

  Simulation.Verdict taken(String verdict, @Nullable String remark) {
    return came(verdict, ifTaken == null ? remark : ifTaken);
  }

  Simulation.Verdict came(String verdict, @Nullable String diagnosis) {
    return new Simulation.Verdict(name, verdict, diagnosis, expected, expected.contains(verdict));
  }
}
