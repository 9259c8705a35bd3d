// Logs people in with a password, and tells of the last failure in the session. It knows nothing of Session Playground.
const { pbkdf2, randomBytes } = require('node:crypto');
const express = require('express');
const session = require('express-session');

const app = express();
module.exports = app;

app.use(express.urlencoded({ extended: false }));
app.use(session({ secret: 'shhhh, very secret', resave: false, saveUninitialized: false }));

const hashed = (password, salt, done) => pbkdf2(password, salt, 1000, 32, 'sha256', done);
const users = new Map();
const salt = randomBytes(16);
hashed('foobar', salt, (error, hash) => {
  if (error) throw error;
  users.set('tj', { name: 'tj', salt, hash });
});

app.get('/', (req, res) => {
  const { error, user } = req.session;
  delete req.session.error;
  res.json({ error, user });
});

app.post('/login', (req, res, next) => {
  const user = users.get(req.body.username);
  hashed(req.body.password, user?.salt ?? salt, (error, hash) => {
    if (error) return next(error);
    if (!user?.hash.equals(hash)) {
      req.session.error = 'Authentication failed';
      return res.redirect('/');
    }
    req.session.regenerate((failed) => {
      if (failed) return next(failed);
      req.session.user = user.name;
      res.redirect('/');
    });
  });
});

app.get('/logout', (req, res) => {
  req.session.destroy(() => res.redirect('/'));
});

if (require.main === module) app.listen(3000);
