/** The report's looks: light and dark as the reader has them, and plain on paper. Colour never says it alone. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1c2024, #e9ebee);
  --soft: light-dark(#5a636d, #a3acb6);
  --line: light-dark(#d9dde2, #3a4149);
  --paper: light-dark(#ffffff, #16191c);
  --raised: light-dark(#f5f6f8, #1f2327);
  --serial: light-dark(#2b7a4b, #58b37f);
  --anomaly: light-dark(#b3261e, #f0857d);
}
* { box-sizing: border-box; }
body {
  max-width: 64rem;
  margin: 0 auto;
  padding: 2rem 1.25rem 4rem;
  background: var(--paper);
  color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif;
}
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 2.25rem 0 0.5rem; font-size: 1.15rem; }
h3 { margin: 0; font-size: 1rem; }
p { margin: 0.4rem 0; }
code, pre, .mono { font-family: ui-monospace, monospace; font-size: 0.87em; overflow-wrap: anywhere; }
pre { margin: 0.25rem 0; padding: 0.6rem 0.75rem; background: var(--raised); border-radius: 6px; white-space: pre-wrap; }
caption { padding: 0.2rem 0; text-align: start; }
table { border-collapse: collapse; }
th, td { padding: 0.25rem 0.6rem; border: 1px solid var(--line); text-align: left; vertical-align: top; }
th { background: var(--raised); font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; margin: 0.5rem 0; }
dt { color: var(--soft); }
dd { margin: 0; min-width: 0; }
.soft { color: var(--soft); }
.headline { margin: 1.25rem 0 0.75rem; font-size: 1.3rem; font-weight: 600; }
.bar { display: block; width: 100%; height: 1.75rem; }
.bar .serial { fill: var(--serial); }
.bar .anomaly { fill: var(--anomaly); stroke: var(--paper); }
.outcome { margin: 1rem 0; padding: 0.9rem 1rem; border: 1px solid var(--line); border-radius: 8px; }
.outcome.is-anomaly { border-inline-start: 5px solid var(--anomaly); }
.outcome.is-serial { border-inline-start: 5px double var(--serial); }
.scroll { overflow-x: auto; }
.steps td { min-width: 4.2rem; text-align: center; }
.steps .held { background: var(--raised); font-weight: 600; }
.steps .doomed { outline: 3px solid var(--anomaly); outline-offset: -3px; }
footer { margin-top: 3rem; color: var(--soft); font-size: 0.9em; }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 11px; }
  .outcome, tr { break-inside: avoid; }
  .scroll { overflow: visible; }
}
`;
