// Fills a fresh database with jobs: node fill.mjs DATABASE_URL COUNT
import pg from "pg";
import { runMigrations } from "graphile-worker";

const [url, count] = process.argv.slice(2);
await runMigrations({ connectionString: url });
const client = new pg.Client({ connectionString: url });
await client.connect();
// In portions: within one statement every job is looked up by the plan for an empty table.
const portion = 1000;
for (let done = 0; done < Number(count); done += portion) {
  await client.query(
    `select graphile_worker.add_job('post', json_build_object('number', n, 'text', repeat('x', 900)))
       from generate_series($1::int, $2::int) n`,
    [done + 1, Math.min(done + portion, Number(count))],
  );
  if (done === 0) await client.query("vacuum analyze");
}
await client.query("vacuum analyze");
await client.end();
