package dev.postern.bench.figure;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import dev.postern.bench.load.Sink;
import dev.postern.bench.run.Bench;
import dev.postern.bench.run.Figure;
import dev.postern.bench.run.Postgres;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * db-scheduler, the job queue that Java services commonly use: 100 threads, lock-and-fetch polling
 * as its manual advises for throughput, each task posting 1 KiB with an HMAC.
 */
final class DbScheduler implements Figure {
  private static final int THREADS = 100;
  private static final String TABLE =
      """
      create table scheduled_tasks (task_name text not null, task_instance text not null,
        task_data bytea, execution_time timestamp with time zone, picked boolean not null,
        picked_by text, last_success timestamp with time zone, last_failure timestamp with time zone,
        consecutive_failures int, last_heartbeat timestamp with time zone, version bigint not null,
        priority smallint, primary key (task_name, task_instance));
      create index on scheduled_tasks (execution_time);
      create index on scheduled_tasks (last_heartbeat);
      """;
  private final int jobs;

  DbScheduler(int jobs) {
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return "db-scheduler (Maven), 100 threads";
  }

  @Override
  public String unit() {
    return "jobs/s";
  }

  @Override
  public double measure(Bench bench) throws Exception {
    String url = bench.postgres().fresh();
    Postgres.execute(url, TABLE);
    Postgres.execute(
        url,
        "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
            + " select 'post', n::text, now(), false, 1 from generate_series(1, "
            + jobs
            + ") n");
    Postgres.execute(url, "vacuum analyze scheduled_tasks");
    SecretKeySpec key = new SecretKeySpec(new byte[32], "HmacSHA256");
    String text = "x".repeat(900);
    try (Sink sink = new Sink();
        HikariDataSource pool = new HikariDataSource();
        CloseableHttpClient client =
            HttpClients.custom()
                .setConnectionManager(
                    PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(THREADS)
                        .setMaxConnTotal(THREADS)
                        .build())
                .build()) {
      pool.setJdbcUrl(url);
      pool.setMaximumPoolSize(20);
      OneTimeTask<Void> post =
          Tasks.oneTime("post")
              .execute((instance, context) -> {
                try {
                  String body = "{\"number\":" + instance.getId() + ",\"text\":\"" + text + "\"}";
                  Mac mac = Mac.getInstance("HmacSHA256");
                  mac.init(key);
                  HttpPost request = new HttpPost(sink.url());
                  request.setHeader(
                      "webhook-signature",
                      "v1,"
                          + Base64.getEncoder()
                              .encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8))));
                  request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
                  client.execute(request, answer -> answer.getCode());
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      Scheduler scheduler =
          Scheduler.create(pool, post)
              .threads(THREADS)
              .pollUsingLockAndFetch(1.0, 4.0)
              .pollingInterval(Duration.ofMillis(100))
              .build();
      scheduler.start();
      try {
        sink.await(1, Duration.ofMinutes(1));
        long start = System.nanoTime();
        long before = sink.taken();
        sink.await(jobs, Duration.ofMinutes(10));
        return (jobs - before) / ((System.nanoTime() - start) / 1e9);
      } finally {
        scheduler.stop();
      }
    }
  }
}
