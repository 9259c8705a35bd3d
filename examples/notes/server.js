// Keeps notes in memory, for everybody, and in each session how many of them it has written.
import { createServer } from 'node:http';
import express from 'express';
import session from 'express-session';

const notes = [];
const app = express();
app.use(express.urlencoded({ extended: false }));
app.use(session({ secret: 'notes', resave: false, saveUninitialized: false, cookie: { maxAge: 3_600_000 } }));
app.post('/notes', (req, res) => {
  notes.push(req.body.text);
  req.session.written = (req.session.written ?? 0) + 1;
  res.status(201).json({ number: notes.length, written: req.session.written });
});
app.get('/notes', (_req, res) => res.json(notes));

createServer(app).listen(process.env.PORT ?? 3000);

/** For Session Playground: as the app is when it has just been started. */
export function reset() {
  notes.length = 0;
}
