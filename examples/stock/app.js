// Sells what is in stock. It knows nothing of Session Playground, but for how it is set back.
import express from 'express';
import session from 'express-session';
import { count, refill, take } from './stock.js';

const app = express();
app.use(session({ secret: 'stock', resave: false, saveUninitialized: false }));
app.post('/buy', async (req, res) => {
  if ((await count()) < 1) return res.status(409).json({ soldOut: true });
  await take();
  req.session.bought = true;
  res.json({ bought: true });
});

export default app;
export const reset = refill;
