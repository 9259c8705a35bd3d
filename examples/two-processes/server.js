// A basket in two processes on one Redis, as behind a load balancer. What one puts in while the other waits can get lost:
//   REDIS_URL=redis://127.0.0.1:6379 PORT=3001 npx session-playground record -- node server.js
//   REDIS_URL=redis://127.0.0.1:6379 PORT=3002 npx session-playground record -- node server.js
import { setTimeout as wait } from 'node:timers/promises';
import { RedisStore } from 'connect-redis';
import express from 'express';
import session from 'express-session';
import { createClient } from 'redis';

const { REDIS_URL = 'redis://127.0.0.1:6379', PORT = '3001', STOCK_URL } = process.env;

const client = createClient({ url: REDIS_URL });
await client.connect();

const app = express();
app.use(
  session({
    secret: 'keyboard cat',
    resave: false,
    saveUninitialized: false,
    store: new RedisStore({ client }),
  }),
);

/** Asks another service, which takes its time. */
const inStock = (item) => (STOCK_URL ? fetch(`${STOCK_URL}/${item}`) : wait(200));

app.post('/basket/:item', async (req, res) => {
  const { item } = req.params;
  const { basket = {} } = req.session;
  await inStock(item);
  req.session.basket = { ...basket, [item]: (basket[item] ?? 0) + 1 };
  res.json(req.session.basket);
});

app.get('/basket', (req, res) => res.json(req.session.basket ?? {}));

const server = app.listen(Number(PORT), '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${server.address().port}\n`);
});
