package dev.postern.bench;

import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.SignatureScheme;
import dev.postern.core.signature.SignatureSchemes;
import dev.postern.core.signature.SignedRequest;
import dev.postern.core.signature.Verdict;
import dev.postern.core.signature.VerificationSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole verification against nothing but {@code Mac.doFinal} of an engine that already has its
 * key. Run with {@code -prof gc} for the allocation of one verification.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class VerifyBenchmark {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final SecretText SECRET = SecretText.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  @Param({"1024", "1048576"})
  int size;

  private byte[] body;
  private Mac mac;
  private SecretRing ring;
  private SignedRequest github;
  private SignedRequest stripe;
  private SignedRequest standard;

  @Setup
  public void prepare() throws GeneralSecurityException {
    body = new byte[size];
    Arrays.fill(body, (byte) 'x');
    mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    ring = new SecretRing(List.of(new SecretVersion("sec_1", SECRET, Instant.EPOCH, null)));
    github = signed("github");
    stripe = signed("stripe");
    standard = signed("standard-webhooks");
  }

  private SignedRequest signed(String provider) {
    HeaderFields fields =
        HeaderFields.of("Host", "a.example", "Content-Type", "application/json", "Accept", "*/*");
    SignedRequest draft = new SignedRequest("POST", "https://a.example/in/x", fields, body);
    return scheme(provider).signed(draft, SECRET, VerificationSettings.defaults(), NOW);
  }

  private static SignatureScheme scheme(String provider) {
    return SignatureSchemes.forProvider(provider).orElseThrow();
  }

  private Verdict verify(String provider, SignedRequest request) {
    return scheme(provider).verify(request, ring, VerificationSettings.defaults(), NOW);
  }

  @Benchmark
  public byte[] bareMac() {
    return mac.doFinal(body);
  }

  @Benchmark
  public Verdict github() {
    return verify("github", github);
  }

  @Benchmark
  public Verdict stripe() {
    return verify("stripe", stripe);
  }

  @Benchmark
  public Verdict standardWebhooks() {
    return verify("standard-webhooks", standard);
  }
}
