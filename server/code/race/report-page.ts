import { createHash } from 'node:crypto';
import { type Html, html, trusted } from './html.ts';
import { reportStyle } from './report-style.ts';

const styleHash = createHash('sha256').update(reportStyle).digest('base64');
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;

/** An HTML page that needs nothing else: no script, nothing remote. */
export const reportPage = (title: string, content: Html): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(reportStyle)}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`.text;
