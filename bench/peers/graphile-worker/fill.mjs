// Fills a fresh database with jobs: node fill.mjs DATABASE_URL COUNT
import pg from "pg";
import { runMigrations } from "graphile-worker";

const [url, count] = process.argv.slice(2);
await runMigrations({ connectionString: url });
const client = new pg.Client({ connectionString: url });
await client.connect();
await client.query(
  `select graphile_worker.add_job('post', json_build_object('number', n, 'text', repeat('x', 900)))
     from generate_series(1, $1::int) n`,
  [Number(count)],
);
await client.query("vacuum analyze");
await client.end();
