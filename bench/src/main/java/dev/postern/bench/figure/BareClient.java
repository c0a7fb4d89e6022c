package dev.postern.bench.figure;

import dev.postern.bench.load.Sink;
import dev.postern.bench.run.Bench;
import dev.postern.bench.run.Figure;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Nothing but posting 1 KiB to the same receiver: Apache HttpClient 5 on 64 virtual threads. */
final class BareClient implements Figure {
  private static final int AT_ONCE = 64;
  private final int requests;

  BareClient(int requests) {
    this.requests = requests;
  }

  @Override
  public String name() {
    return "bare HttpClient 5";
  }

  @Override
  public String unit() {
    return "requests/s";
  }

  @Override
  public double measure(Bench bench) throws Exception {
    byte[] body = new byte[1_024];
    AtomicInteger left = new AtomicInteger(requests);
    try (Sink sink = new Sink();
        CloseableHttpClient client =
            HttpClients.custom()
                .setConnectionManager(
                    PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(AT_ONCE)
                        .setMaxConnTotal(AT_ONCE)
                        .build())
                .build()) {
      long start = System.nanoTime();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < AT_ONCE; i++) {
          threads.submit(() -> {
            while (left.getAndDecrement() > 0) {
              HttpPost post = new HttpPost(sink.url());
              post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
              client.execute(post, answer -> answer.getCode());
            }
            return null;
          });
        }
      }
      if (sink.taken() != requests) {
        throw new IllegalStateException("Only " + sink.taken() + " arrived.");
      }
      return requests / ((System.nanoTime() - start) / 1e9);
    }
  }
}
