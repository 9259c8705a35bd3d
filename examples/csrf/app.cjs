// A shop that takes no form without the token of its session. It knows nothing of Session Playground.
const { randomBytes } = require('node:crypto');
const express = require('express');
const session = require('express-session');

const app = express();
module.exports = app;

app.use(express.urlencoded({ extended: false }));
app.use(session({ secret: 'a shop’s secret', resave: false, saveUninitialized: false }));

const field = (req) => {
  req.session.token ??= randomBytes(18).toString('base64url');
  return `<input type="hidden" name="_csrf" value="${req.session.token}">`;
};
const checked = (req, res, next) => {
  if (req.session.token && req.body._csrf === req.session.token) return next();
  res.status(403).send('wrong token');
};

app.get('/login', (req, res) => {
  res.send(
    `<form method="post" action="/login">${field(req)}<input name="user"><button>Log in</button></form>`,
  );
});

app.post('/login', checked, (req, res, next) => {
  const { user } = req.body;
  req.session.regenerate((error) => {
    if (error) return next(error);
    req.session.user = user;
    res.redirect('/cart');
  });
});

app.get('/cart', (req, res) => {
  if (!req.session.user) return res.redirect('/login');
  const items = Object.entries(req.session.cart ?? {}).map(([item, count]) => `<li>${item}: ${count}</li>`);
  res.send(
    `<ul>${items.join('')}</ul><form method="post" action="/cart">${field(req)}<input name="item"></form>`,
  );
});

app.post('/cart', checked, (req, res) => {
  const { item } = req.body;
  const cart = req.session.cart ?? {};
  req.session.cart = { ...cart, [item]: (cart[item] ?? 0) + 1 };
  res.redirect('/cart');
});

if (require.main === module) app.listen(3000);
