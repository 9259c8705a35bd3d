import { expect, it } from 'vitest';
import { wholeLength } from '../contract/events/cut-text.ts';
import { drained, runningLab, visitor } from './running-lab.test-helper.ts';

const megabyte = 1024 * 1024;

it('tells of a session of any size in few bytes, as JSON that says how large it is', async () => {
  const lab = await runningLab();
  const visit = visitor(lab);
  for (let count = 0; count < 3; count++) expect(await visit('/big?kb=10240')).toMatch(/^200/);
  const { events } = await drained(lab);
  expect(JSON.stringify(events).length).toBeLessThan(megabyte);
  const texts = events.flatMap((event) =>
    'session' in event && event.session !== null ? [event.session] : [],
  );
  const lengths = texts.map((text) => wholeLength(JSON.parse(text)));
  expect(Math.max(...lengths.map((length) => length ?? 0))).toBeGreaterThan(10 * megabyte);
  expect(texts.at(-1)).toMatch(/"big":"x{1000}… \(10,485,760 characters in all\)"/);
  expect(JSON.parse(texts.at(-1) ?? '')).toMatchObject({ cookie: { path: '/' } });
});

it('tells a session whole that people can still look at, and the stored one as it is', async () => {
  const lab = await runningLab();
  await visitor(lab)('/big?kb=256');
  const [text] = Object.values(await lab.sessions());
  const { events } = await drained(lab);
  const stored = events.findLast((event) => event.type === 'store-answered');
  expect(stored?.type === 'store-answered' && stored.after).toBe(text);
});

it('tells of a session of many small things in few bytes too', async () => {
  const handler = `(req, res) => {
    req.session.list = Array.from({ length: 200000 }, (_, at) => ({ at }));
    let deep = {};
    for (let level = 0; level < 200; level++) deep = { deep };
    req.session.deep = deep;
    res.send('ok');
  }`;
  const lab = await runningLab({ handler, limits: { unresponsiveAfter: 60_000 } });
  expect(await visitor(lab)('/mine')).toBe('200 ok');
  const { events } = await drained(lab);
  expect(JSON.stringify(events).length).toBeLessThan(megabyte);
  expect(JSON.stringify(events)).toMatch(/more\)/);
});
