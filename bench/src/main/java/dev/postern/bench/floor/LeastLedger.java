package dev.postern.bench.floor;

import dev.postern.bench.load.Sink;
import dev.postern.bench.run.Bench;
import dev.postern.bench.run.Figure;
import dev.postern.bench.run.Postgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * The least that can be called a ledger: what waits is read in batches of 500 by one reader, signed
 * and posted by the bare client, and taken away in batches of 500 together with one row that says
 * what was answered. No leases, no second node, no tenants, no status to look for, no health.
 */
public final class LeastLedger implements Figure {
  private static final int AT_ONCE = 64;
  private static final int BATCH = 500;
  private static final String HEADERS = "{\"h\":\"" + "x".repeat(600) + "\"}";
  private static final String TABLES =
      """
      create table waiting (id uuid primary key, body text not null);
      create table made (id uuid primary key, delivery uuid not null, at timestamptz not null,
        status int not null, request_headers text not null);
      create index on made (delivery, id);
      insert into waiting select gen_random_uuid(), '{"number":' || n || ',"text":"%s"}'
        from generate_series(1, %d) n;
      """;

  private final int jobs;

  public LeastLedger(int jobs) {
    this.jobs = jobs;
  }

  private record Job(UUID id, String body) {}

  private record Answer(UUID id, int status) {}

  @Override
  public String name() {
    return "floor: the least ledger";
  }

  @Override
  public String unit() {
    return "deliveries/s";
  }

  @Override
  public double measure(Bench bench) throws Exception {
    String url = bench.postgres().fresh();
    Postgres.execute(url, TABLES.formatted("x".repeat(900), jobs));
    Postgres.execute(url, "vacuum analyze");
    BlockingQueue<Job> waiting = new ArrayBlockingQueue<>(2 * BATCH);
    BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(4 * BATCH);
    try (Sink sink = new Sink();
        CloseableHttpClient client =
            HttpClients.custom()
                .setConnectionManager(
                    PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(AT_ONCE)
                        .setMaxConnTotal(AT_ONCE)
                        .build())
                .build();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        ExecutorService stores = Executors.newFixedThreadPool(2)) {
      long start = System.nanoTime();
      Future<?> read = stores.submit(() -> read(url, waiting));
      Future<?> written = stores.submit(() -> write(url, answers));
      for (int i = 0; i < AT_ONCE; i++) {
        threads.submit(() -> post(client, sink, waiting, answers));
      }
      read.get();
      written.get();
      double rate = jobs / ((System.nanoTime() - start) / 1e9);
      threads.shutdownNow();
      return rate;
    }
  }

  private Void read(String url, BlockingQueue<Job> waiting)
      throws SQLException, InterruptedException {
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement next =
            connection.prepareStatement(
                "select id, body from waiting where id > ? order by id limit " + BATCH)) {
      UUID last = new UUID(0, 0);
      for (int found = 0; found < jobs; ) {
        next.setObject(1, last);
        List<Job> batch = new ArrayList<>();
        try (ResultSet rows = next.executeQuery()) {
          while (rows.next()) {
            batch.add(new Job(rows.getObject(1, UUID.class), rows.getString(2)));
          }
        }
        last = batch.getLast().id();
        found += batch.size();
        for (Job job : batch) {
          waiting.put(job);
        }
      }
    }
    return null;
  }

  private static Void post(
      CloseableHttpClient client, Sink sink, BlockingQueue<Job> waiting, BlockingQueue<Answer> to)
      throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
    while (!Thread.interrupted()) {
      Job job = waiting.take();
      byte[] body = job.body().getBytes(StandardCharsets.UTF_8);
      HttpPost request = new HttpPost(sink.url());
      request.setHeader("webhook-id", job.id().toString());
      request.setHeader(
          "webhook-signature", "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)));
      request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
      to.put(new Answer(job.id(), client.execute(request, answer -> answer.getCode())));
    }
    return null;
  }

  private Void write(String url, BlockingQueue<Answer> answers)
      throws SQLException, InterruptedException {
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement take =
            connection.prepareStatement("delete from waiting where id = any(?::uuid[])");
        PreparedStatement keep =
            connection.prepareStatement(
                "insert into made select gen_random_uuid(), d, now(), s, h"
                    + " from unnest(?::uuid[], ?::int[], ?::text[]) m (d, s, h)")) {
      connection.setAutoCommit(false);
      for (int done = 0; done < jobs; ) {
        List<Answer> batch = new ArrayList<>();
        batch.add(answers.take());
        answers.drainTo(batch, BATCH - 1);
        Object[] ids = batch.stream().map(Answer::id).toArray();
        String[] headers = new String[ids.length];
        Arrays.fill(headers, HEADERS);
        take.setArray(1, connection.createArrayOf("uuid", ids));
        take.executeUpdate();
        keep.setArray(1, connection.createArrayOf("uuid", ids));
        keep.setArray(
            2, connection.createArrayOf("int", batch.stream().map(Answer::status).toArray()));
        keep.setArray(3, connection.createArrayOf("text", headers));
        keep.executeUpdate();
        connection.commit();
        done += batch.size();
      }
    }
    return null;
  }
}
