package dev.postern.bench.console;

import dev.postern.bench.run.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Ninety days of history, two deliveries for each event, written by statements: 97 % delivered, 2 %
 * given up, the rest cancelled, and of the last two days some that wait. Six of ten events are the
 * large tenant's. One endpoint and one type are rare: one event in ten thousand.
 */
final class FullLedger {
  private static final int DAYS = 90;
  private static final int PORTION = 100_000;

  /** Which tenant, endpoints and type the events of each of ten thousand slots have. */
  private static final String SLOTS =
      """
      create or replace function bench_id(millis bigint, salt text) returns uuid immutable
        language sql as $$ select (lpad(to_hex(millis), 12, '0') || '7' || substr(md5(salt), 1, 3)
          || '8' || substr(md5(salt), 4, 15))::uuid $$;
      create or replace function bench_share(n bigint, of integer) returns integer immutable
        language sql as $$ select ((hashint8(n)::bigint & 2147483647) % of)::integer $$;
      create table bench_slot as
      with s as (
        select tenant_id, endpoint_id, id as subscription_id,
          row_number() over (partition by tenant_id order by id) - 1 as i,
          count(*) over (partition by tenant_id) as n
        from subscription),
      t as (
        select tenant_id, n, row_number() over (order by n desc, tenant_id) - 1 as rank
        from (select distinct tenant_id, n from s) each_tenant),
      draws as (
        select no, case when no < 6000 then 0 else 1 + (no - 6000) / 1000 end as rank,
          power((no * 7919 % 1000) / 1000.0, 2) as a, power((no * 104729 % 997) / 997.0, 2) as b
        from generate_series(0, 9999) no),
      placed as (
        select no, t.tenant_id,
          case when no = 0 then n - 1 else floor((n - 1) * a)::bigint end as one, n, b
        from draws join t using (rank))
      select no, placed.tenant_id, one.endpoint_id as endpoint_1,
        one.subscription_id as subscription_1, two.endpoint_id as endpoint_2,
        two.subscription_id as subscription_2,
        case when no = 1 then 'audit.exported' else (array['order.created', 'order.paid',
          'order.shipped', 'order.cancelled', 'invoice.created', 'invoice.paid', 'invoice.overdue',
          'customer.created', 'customer.updated', 'customer.deleted', 'payment.succeeded',
          'payment.failed', 'refund.created', 'subscription.renewed', 'subscription.ended',
          'product.created', 'product.updated', 'stock.low', 'user.invited'])[1 + floor(19 * b)]
        end as type
      from placed
        join s one on one.tenant_id = placed.tenant_id and one.i = placed.one
        join s two on two.tenant_id = placed.tenant_id
          and two.i = (placed.one + 1 + no % 3) % (placed.n - 1);
      analyze bench_slot;
      """;

  /** Of the events from and up to a number; $ stands for the first millisecond and the step. */
  private static final String EVENTS =
      """
      insert into event (id, tenant_id, external_id, type, occurred_at, payload, created_at)
      select bench_id(millis, 'e' || m), tenant_id, 'own-' || m, type, at,
        convert_to('{"number":' || m || ',"text":"' || repeat('x', 150) || '"}', 'UTF8'), at
      from (select m, %3$d + m * %4$d / 1000 as millis from generate_series(%1$d::bigint, %2$d::bigint) m) g
        cross join lateral (select to_timestamp(millis / 1000.0) as at) moment
        join bench_slot on no = bench_share(m, 10000);
      insert into event_key (tenant_id, external_id, event_id, created_at)
      select tenant_id, 'own-' || m, bench_id(millis, 'e' || m), to_timestamp(millis / 1000.0)
      from (select m, %3$d + m * %4$d / 1000 as millis from generate_series(%1$d::bigint, %2$d::bigint) m) g
        join bench_slot on no = bench_share(m, 10000)
      """;

  private static final String DELIVERIES =
      """
      insert into delivery (id, tenant_id, event_id, endpoint_id, subscription_id, event_type,
        status, status_reason, attempt_count, next_attempt_at, created_at, completed_at)
      select bench_id(millis, 'd' || m || '/' || k), tenant_id, bench_id(millis, 'e' || m),
        case k when 1 then endpoint_1 else endpoint_2 end,
        case k when 1 then subscription_1 else subscription_2 end, type, status,
        case status when 'DEAD' then 'attempts_exhausted' when 'CANCELLED' then 'cancelled' end,
        case status when 'DEAD' then 8 when 'RETRYING' then 2 when 'DELIVERED' then 1 else 0 end,
        case when status in ('PENDING', 'RETRYING') then now() + interval '3 days' end, at,
        case when status in ('DELIVERED', 'DEAD', 'CANCELLED') then at + interval '1 second' end
      from (select m, k, %3$d + m * %4$d / 1000 as millis, bench_share(m * 2 + k, 1000) as r
            from generate_series(%1$d::bigint, %2$d::bigint) m, generate_series(1, 2) k) g
        cross join lateral (select to_timestamp(millis / 1000.0) as at) moment
        cross join lateral (select case when r < 20 then 'DEAD' when r < 25 then 'CANCELLED'
          when r < 28 and at > now() - interval '2 days' then 'RETRYING'
          when r < 30 and at > now() - interval '2 days' then 'PENDING'
          else 'DELIVERED' end as status) ended
        join bench_slot on no = bench_share(m, 10000)
      """;

  private static final String REST =
      """
      insert into delivery_queue (id, tenant_id, endpoint_id, event_id, due_at, attempt_count,
        held, retry)
      select id, tenant_id, endpoint_id, event_id, next_attempt_at, attempt_count, false,
        status = 'RETRYING' from delivery where status in ('PENDING', 'RETRYING');
      insert into attempt (id, tenant_id, delivery_id, number, started_at, duration_ms, outcome,
        response_status, request_headers, response_headers, response_body, response_body_truncated)
      select bench_id((extract(epoch from created_at) * 1000)::bigint + 500, 'a' || id), tenant_id,
        id, attempt_count, created_at, 40, case status when 'DELIVERED' then 'DELIVERED' else
        'HTTP_ERROR' end, case status when 'DELIVERED' then 204 else 500 + (hashtext(id::text) & 3)
        end, '{}', '{}', '', false
      from delivery where attempt_count > 0
        and (status <> 'DELIVERED' or created_at > now() - interval '7 days');
      insert into endpoint_stat (endpoint_id, tenant_id, counted_at, outcome, duration_class,
        attempts, hourly)
      select endpoint_id, tenant_id, date_trunc(case when recent then 'second' else 'hour' end,
        created_at), case status when 'DELIVERED' then 'DELIVERED' else 'HTTP_ERROR' end,
        16 + (hashtext(id::text) & 15), count(*), not recent
      from delivery cross join lateral (select created_at > now() - interval '2 hours' as recent) r
      where created_at > now() - interval '8 days' and attempt_count > 0 group by 1, 2, 3, 4, 5, 7;
      insert into source_figure (source_id, span_minutes, bucket, outcome, tenant_id, requests,
        micros, max_micros)
      select id, span, at, outcome, tenant_id, 100, 100000, 5000
      from source, (select 60 as span, h as at from generate_series(
            date_trunc('hour', now()) - interval '8 days', now(), '1 hour') h
          union all select 1, m from generate_series(
            date_trunc('minute', now()) - interval '2 hours', now(), '1 minute') m) spans,
        unnest(array['accepted', 'duplicate', 'bad_signature', 'stale_timestamp', 'rate_limited'])
          as outcome;
      """;

  private static final String INDEXES =
      """
      select indexname, indexdef from pg_indexes
       where tablename in ('event', 'delivery') and indexname not like '%_pkey'
      """;

  private final String url;
  private final long events;

  FullLedger(String url, long deliveries) {
    this.url = url;
    this.events = deliveries / 2;
  }

  void fill() throws SQLException, InterruptedException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    LocalDate monday =
        today.minusDays(DAYS).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    for (; monday.isBefore(today); monday = monday.plusWeeks(1)) {
      for (String table : List.of("event", "delivery", "attempt")) {
        Postgres.execute(url, week(table, monday));
      }
    }
    Postgres.execute(url, SLOTS);
    List<String> indexes = takeIndexes();
    side(portions());
    side(indexes);
    Postgres.execute(url, REST);
    Postgres.execute(url, "vacuum analyze");
  }

  /** In the form and under the name that a node gives its weeks. */
  private static String week(String table, LocalDate monday) {
    return "create table if not exists %s_%dw%02d partition of %s for values from ('%s') to ('%s')"
        .formatted(
            table,
            monday.get(IsoFields.WEEK_BASED_YEAR),
            monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
            table,
            lowest(monday),
            lowest(monday.plusWeeks(1)));
  }

  private static java.util.UUID lowest(LocalDate day) {
    return new java.util.UUID(day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli() << 16, 0);
  }

  /** Made anew in one go afterwards, which takes a third of the time of keeping them. */
  private List<String> takeIndexes() throws SQLException {
    List<String> made = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      List<String> names = new ArrayList<>();
      try (ResultSet row = statement.executeQuery(INDEXES)) {
        while (row.next()) {
          names.add(row.getString(1));
          made.add(row.getString(2).replace(" ON ONLY ", " ON "));
        }
      }
      for (String name : names) {
        statement.execute("drop index " + name);
      }
    }
    return made;
  }

  private List<String> portions() throws SQLException {
    long span = DAYS * 86_400_000L;
    long begin = Postgres.number(url, "select (extract(epoch from now()) * 1000)::bigint") - span;
    long microsApart = span * 1000 / events;
    List<String> all = new ArrayList<>();
    for (long from = 0; from < events; from += PORTION) {
      for (String sql : List.of(EVENTS, DELIVERIES)) {
        all.add(sql.formatted(from, Math.min(from + PORTION, events) - 1, begin, microsApart));
      }
    }
    return all;
  }

  /** By two connections, in about this order. */
  private void side(List<String> statements) throws SQLException, InterruptedException {
    Queue<String> left = new ConcurrentLinkedQueue<>(statements);
    List<Future<?>> tasks = new ArrayList<>();
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 2; i++) {
        tasks.add(
            two.submit(() -> {
              try (Connection connection = DriverManager.getConnection(url);
                  Statement statement = connection.createStatement()) {
                statement.execute(
                    "set synchronous_commit = off; set maintenance_work_mem = '512MB'");
                for (String next = left.poll(); next != null; next = left.poll()) {
                  statement.execute(next);
                }
              }
              return null;
            }));
      }
      for (Future<?> task : tasks) {
        task.get();
      }
    } catch (ExecutionException e) {
      throw new SQLException(e.getCause());
    }
  }
}
