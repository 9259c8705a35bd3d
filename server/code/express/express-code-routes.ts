import { annotation, type Language } from './express-code-words.ts';

/** A few routes to try the session with; the login does what a login should: a new ID, and a save before the redirect. */
export function routesCode(language: Language): string {
  const error = annotation(language, 'unknown');
  return `app.get('/views', (req, res) => {
  req.session.views = (req.session.views ?? 0) + 1;
  res.send(\`\${req.session.views} views\`);
});

app.get('/me', (req, res) => {
  res.json({ user: req.session.user ?? null });
});

app.post('/login', express.urlencoded(), (req, res, next) => {
  if (req.body?.username !== 'johndoe' || req.body?.password !== 'password') {
    res.status(401).send('Wrong name or password');
    return;
  }
  req.session.regenerate((failed${error}) => {
    if (failed) return next(failed);
    req.session.user = 'johndoe';
    req.session.save((unsaved${error}) => (unsaved ? next(unsaved) : res.redirect('/me')));
  });
});

app.post('/logout', (req, res, next) => {
  req.session.destroy((failed${error}) => (failed ? next(failed) : res.redirect('/me')));
});`;
}
