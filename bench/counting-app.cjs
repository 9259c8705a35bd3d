// The app that is measured bare and recorded: one load and one save each. Tells its port.
const express = require('express');
const session = require('express-session');

const app = express();
app.use(session({ secret: 'a', resave: false, saveUninitialized: false, cookie: { maxAge: 60_000 } }));
app.get('/views', (req, res) => {
  req.session.views = (req.session.views ?? 0) + 1;
  res.json(req.session.views);
});
const server = app.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
