// A login by Passport, which gives the session a new ID at login and at logout.
const { scryptSync, timingSafeEqual } = require('node:crypto');
const express = require('express');
const session = require('express-session');
const passport = require('passport');
const { Strategy } = require('passport-local');

const hashOf = (password) => scryptSync(password, 'a salt', 32);
const users = { tj: { name: 'tj', hash: hashOf('foobar') } };

passport.use(
  new Strategy((name, password, done) => {
    const user = users[name];
    const isRight = user !== undefined && timingSafeEqual(user.hash, hashOf(password));
    done(null, isRight ? user : false);
  }),
);
passport.serializeUser((user, done) => done(null, user.name));
passport.deserializeUser((name, done) => done(null, users[name] ?? false));

const app = express();
app.use(express.urlencoded({ extended: false }));
app.use(session({ secret: 'keyboard cat', resave: false, saveUninitialized: false }));
app.use(passport.session());

app.post('/login', passport.authenticate('local'), (req, res) => res.send(`Hello ${req.user.name}`));

app.post('/logout', (req, res, next) => {
  req.logout((error) => (error ? next(error) : res.send('Goodbye')));
});

app.post('/theme/:theme', (req, res) => {
  req.session.theme = req.params.theme;
  res.send(req.user ? `${req.user.name} likes it ${req.params.theme}` : 'Who are you?');
});

module.exports = app;

if (require.main === module) app.listen(Number(process.env.PORT ?? 3000));
