import { sep } from 'node:path';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';

/** What the built page may do: load its own files and speak to its own server, nothing else. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const strictHeaders: RequestHandler = (_req, res, next) => {
  res.set({
    'Content-Security-Policy': contentSecurityPolicy,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  });
  next();
};

/** The built page's files. Names under assets/ hold a hash of the content, so they never change. */
export const builtPage = (pageDir: string): RequestHandler =>
  express.static(pageDir, {
    cacheControl: false,
    redirect: false,
    setHeaders: (res, path) => {
      const isHashed = path.split(sep).includes('assets');
      res.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-store');
    },
  });

/** What stands in for a file that is not there; for the page itself it says what to do. */
export const missingPage: RequestHandler = (req, res) => {
  res.set('Cache-Control', 'no-store');
  if (req.path === '/' || req.path === '/index.html') res.status(503).type('html').send(notBuilt);
  else res.status(404).type('text').send('There is no such file.\n');
};

export const pageFailed: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(500).type('text').send('The page could not be read.\n');
};

const notBuilt = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Session Playground: not built yet</title></head>
  <body>
    <h1>The page is not built yet</h1>
    <p>Run <code>npm run build</code> in the project’s folder, then reload this page.</p>
  </body>
</html>
`;
