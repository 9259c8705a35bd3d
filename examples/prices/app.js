// A shop whose prices come from elsewhere. `work` marks where it waits for them: a step of a race, nothing anywhere else.
import express from 'express';
import session from 'express-session';
import { work } from 'session-playground';

const prices = { apples: 3, pears: 2 };
const priceOf = async (item) => prices[item] ?? 1;

const app = express();
app.use(session({ secret: 'prices', resave: false, saveUninitialized: false }));
app.post('/order/:item', async (req, res) => {
  const total = req.session.total ?? 0;
  await work(req);
  req.session.total = total + (await priceOf(req.params.item));
  res.json({ total: req.session.total });
});

export default app;
