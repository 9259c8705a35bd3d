import express from 'express';

/** A shop's cart. `work` stands for what a handler waits for beside the session: a price, a payment. */
export async function createApp({ session, store, genid, work }) {
  const app = express();
  app.use(session({ secret: 'keyboard cat', resave: false, saveUninitialized: false, store, genid }));
  app.post('/cart/:item', async (req, res) => {
    const cart = req.session.cart ?? {};
    await work(req);
    req.session.cart = { ...cart, [req.params.item]: (cart[req.params.item] ?? 0) + 1 };
    res.json(req.session.cart);
  });
  app.get('/cart', (req, res) => res.json(req.session.cart ?? {}));
  return app;
}
