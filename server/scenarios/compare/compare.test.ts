import { afterAll, describe, expect, it } from 'vitest';
import { outcomeText } from '../../contract/compare/compare.ts';
import { divergenceOf } from '../../contract/compare/divergence.ts';
import { type ScenarioInput, scenarioSchema } from '../../contract/scenario/scenario.ts';
import { createPlayground } from '../../playground/create-playground.ts';
import { createRaces } from '../../races/host.ts';
import { compare } from './compare.ts';
import { compareHtml } from './compare-html.ts';
import { compareMarkdown } from './compare-markdown.ts';

const races = createRaces();
afterAll(() => races.close());

const scenario = (steps: ScenarioInput['steps']) =>
  scenarioSchema.parse({
    format: 'session-playground/scenario@1',
    title: 'A <b>visit</b> | more',
    lab: { options: { secret: ['a secret of mine'], saveUninitialized: false } },
    browsers: ['alice'],
    steps,
  });
const compared = (of: ReturnType<typeof scenario>, ...settings: string[]) =>
  compare(
    {
      scenario: of,
      dimensions: settings.map((setting) => {
        const [key = '', values = ''] = setting.split('=');
        return { key, values: values.split(',') };
      }),
    },
    { createPlayground, races },
  );
const texts = ({ cells }: Awaited<ReturnType<typeof compared>>) =>
  cells.map(({ outcome }) => outcomeText(outcome));

const visit = { browser: 'alice', path: '/views' };
const writerAndReader = scenario([
  { send: visit },
  {
    together: [
      { ...visit, method: 'POST', path: '/cart/apples' },
      { ...visit, path: '/me' },
    ],
  },
]);

describe('comparing', () => {
  it('says exactly in how many orders a write is lost, and which option decides it', async () => {
    const comparison = await compared(writerAndReader, 'resave=true,false', 'store=memory,memory-no-touch');
    expect(texts(comparison)).toEqual(['lost 9 of 20', 'lost 9 of 20', 'kept', 'kept']);
    expect(comparison.decidedBy).toEqual(['resave']);
    expect(comparison.cells.map(({ values }) => values.join())).toEqual([
      'true,memory',
      'true,memory-no-touch',
      'false,memory',
      'false,memory-no-touch',
    ]);
    expect(comparison.cells[0]?.log.events.some(({ type }) => type === 'store-answered')).toBe(true);
    expect(JSON.stringify(comparison.cells.map(({ config }) => config))).not.toContain('a secret of mine');
  });

  it('says that a write is lost to a touch that gets and sets, and to none that is atomic', async () => {
    const stores = 'store=memory,sqlite,memory-non-atomic-touch';
    const comparison = await compared(writerAndReader, 'resave=false', stores);
    // Of 7 steps in 35 orders: A’s save is between the touch’s load and save, its other two anywhere before that.
    expect(texts(comparison)).toEqual(['kept', 'kept', 'lost 10 of 35']);
    expect(comparison.decidedBy).toEqual(['store']);
  });

  it('names a cookie that is withheld, and one that the browser refuses', async () => {
    const comparison = await compared(
      scenario([{ send: visit }, { send: visit }]),
      'cookie.secure=false,true',
    );
    expect(texts(comparison)).toEqual(['kept', 'withheld']);
    expect(comparison.notRaced).toContain('to race');
    const sameSite = await compared(scenario([{ send: visit }]), 'cookie.sameSite=lax,none');
    expect(texts(sameSite)).toEqual(['kept', 'refused']);
  });

  it('names a browser that is logged out, when its time is over', async () => {
    const late = scenario([{ send: visit }, { advance: 120_000 }, { send: { ...visit, path: '/me' } }]);
    expect(texts(await compared(late, 'cookie.maxAge=60000,600000'))).toEqual(['logged out', 'kept']);
  });

  it('does not say that all was kept where the store would not write, or what was expected did not come', async () => {
    const failing = scenario([
      { send: visit },
      { fault: { set: { fails: 'always', message: 'READONLY' } } },
      { send: visit },
      { fault: 'none' },
    ]);
    const comparison = await compared(failing, 'rolling=false,true');
    expect(texts(comparison)).toEqual(['not saved', 'not saved']);
    expect(comparison.cells[0]?.outcome.why).toContain('READONLY');
    const regenerated = scenario([
      { send: visit },
      { send: { ...visit, method: 'POST', path: '/regenerate' } },
      { expect: { session: 'alice', path: 'views', equals: 1 } },
    ]);
    expect(texts(await compared(regenerated, 'rolling=false'))).toEqual(['not as expected']);
  });

  it('says what decides which expectations hold, though each run comes to the same', async () => {
    const bound = scenario([
      { send: { ...visit, path: '/login', id: 'form' } },
      { send: { ...visit, path: '/views', id: 'next' } },
      { expect: { same: ['form', 'next'], of: 'sid' } },
      { expect: { response: 'form', setCookie: true } },
    ]);
    const comparison = await compared(bound, 'saveUninitialized=true,false');
    expect(texts(comparison)).toEqual(['kept', 'not as expected']);
    expect(comparison.decidedBy).toEqual(['saveUninitialized']);
    const writer = { ...visit, method: 'POST' as const, path: '/cart/apples' };
    const expecting = scenario([
      { send: visit },
      { together: [writer, { ...visit, path: '/me' }] },
      { expect: { sessions: 2 } },
    ]);
    const [clean] = (await compared(expecting, 'resave=false')).cells;
    expect(clean?.outcome).toMatchObject({ name: 'no anomaly', of: null });
  });

  it('names it where nothing was expected, and what overlapped was not raced', async () => {
    const overlapped = scenario([
      { fault: { set: { latency: 20 } } },
      { together: [visit, { ...visit, browser: 'alice', path: '/me' }] },
    ]);
    expect(texts(await compared(overlapped, 'rolling=false'))).not.toEqual(['kept']);
  });

  it('names a run in which nothing is stored, and one that fails', async () => {
    const reader = scenario([{ send: { ...visit, path: '/me' } }]);
    expect(texts(await compared(reader, 'saveUninitialized=false,true'))).toEqual(['no session', 'kept']);
    const failing = scenario([{ send: { ...visit, path: '/fail' } }]);
    expect(texts(await compared(failing, 'rolling=true'))).toEqual(['failed']);
  });

  it('leaves no lab behind where it is broken off', async () => {
    const stop = new AbortController();
    let underWay = 0;
    const watched: typeof createPlayground = async (settings) => {
      underWay += 1;
      const end = () => {
        underWay -= 1;
      };
      const playground = await createPlayground(settings).catch((error: unknown) => {
        end();
        throw error;
      });
      return { ...playground, close: () => playground.close().then(end) };
    };
    const onProgress = () => void setTimeout(() => stop.abort(new Error('Enough.')), 50);
    const dimensions = [{ key: 'resave', values: ['true', 'false'] }];
    const given = { createPlayground: watched, races, signal: stop.signal, onProgress };
    await expect(compare({ scenario: writerAndReader, dimensions }, given)).rejects.toThrow('Enough.');
    expect(underWay).toBe(0);
  });

  it('refuses by place what cannot be compared, and runs nothing', async () => {
    const refused = (...settings: string[]) => compared(writerAndReader, ...settings).catch(String);
    expect(await refused('resaev=true')).toMatch(
      /dimensions\[0\]\.key: unknown option "resaev" \(did you mean "resave"\?\)/,
    );
    expect(await refused('resave=true', 'store=mem')).toContain(
      'dimensions[1].values[0]: expected one of memory',
    );
    expect(await refused('resave=true', 'resave=false')).toContain('"resave" is there twice');
    const many = Array.from({ length: 65 }, (_, n) => n).join();
    expect(await refused(`cookie.maxAge=${many}`)).toContain('at most 64 combinations, found 65');
  });
});

describe('two cells side by side', () => {
  it('part where the option first shows', async () => {
    const { cells } = await compared(
      scenario([{ send: visit }, { send: { ...visit, path: '/me' } }]),
      'resave=true,false',
    );
    const [left, right] = cells.map(({ log }) => log.events);
    const parting = divergenceOf(left ?? [], right ?? []);
    const event = left?.find(({ seq }) => seq === parting?.left);
    expect(event).toMatchObject({ type: 'verdict', verdict: { rule: 'save-resave' } });
    expect(right?.find(({ seq }) => seq === parting?.right)).toMatchObject({
      verdict: { rule: 'touch-unmodified' },
    });
  });

  it('are alike to the end where the option does not matter', async () => {
    const { cells } = await compared(scenario([{ send: visit }]), 'rolling=false,true');
    const [left, right] = cells.map(({ log }) => log.events);
    expect(divergenceOf(left ?? [], left ?? [])).toBeNull();
    expect(divergenceOf(left ?? [], right ?? [])).toBeNull();
  });
});

describe('a comparison as a text', () => {
  it('is escaped in Markdown and in HTML, and says what differs', async () => {
    const comparison = await compared(writerAndReader, 'cookie.secure=true,false,auto');
    const markdown = compareMarkdown(comparison);
    expect(markdown).toContain('# A \\<b\\>visit\\</b\\> \\| more');
    expect(markdown).toContain('| **withheld** | lost 9 of 20 | lost 9 of 20 |');
    expect(markdown).toContain('cookie.secure alone decides how it comes out.');
    const page = compareHtml(comparison);
    expect(page).toContain('A &#60;b&#62;visit');
    expect(page).toContain('<strong>withheld</strong>');
    expect(page).not.toContain('<script');
    expect(markdown + page).not.toContain('a secret of mine');
  });
});
