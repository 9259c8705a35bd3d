import { annotation, type Language, literal } from './express-code-words.ts';

/** The middleware of one-at-a-time.ts, written out. */
export function oneAtATimeCode(name: string, language: Language): string {
  const types = language === 'ts' ? '<string, Promise<void>>' : '';
  return `// Requests with the same session cookie wait for the one before. In this process only.
const last = new Map${types}();
app.use((req, res, next) => {
  const cookies = req.headers.cookie?.split(';').map((pair) => pair.trim());
  const cookie = cookies?.find((pair) => pair.startsWith(${literal(`${name}=`)}));
  if (!cookie) return next();
  const before = last.get(cookie);
  const answered = new Promise((resolve) => res.once('finish', resolve).once('close', resolve));
  const over${annotation(language, 'Promise<void>')} = Promise.all([before, answered]).then(() => {
    if (last.get(cookie) === over) last.delete(cookie);
  });
  last.set(cookie, over);
  if (!before) return next();
  before.then(() => res.closed || next());
});`;
}
