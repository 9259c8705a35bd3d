import { tmpdir } from 'node:os';
import { createTRPCClient, httpBatchStreamLink } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRaces } from '../races/host.ts';
import { type ControlPlane, createControlPlane } from './control-plane.ts';
import { fakePlayground } from './fake-playground.test-helper.ts';
import type { AppRouter } from './router.ts';

const playground = fakePlayground();
const races = createRaces();
let plane: ControlPlane;
beforeAll(async () => {
  plane = await createControlPlane({ playground, races, pageDir: tmpdir() });
});
afterAll(async () => {
  await plane.close();
  await races.close();
});

const client = () =>
  createTRPCClient<AppRouter>({
    links: [
      httpBatchStreamLink({
        url: `${plane.origin}/api`,
        headers: { authorization: `Bearer ${plane.token}` },
      }),
    ],
  });
const specOf = (key: string, values: string[]) => ({
  scenario: {
    format: 'session-playground/scenario@1' as const,
    title: 'A visit',
    lab: { options: { saveUninitialized: false } },
    browsers: ['alice'],
    steps: [{ send: { browser: 'alice', path: '/me' } }],
  },
  dimensions: [{ key, values }],
});
const heardOf = async (key: string, values: string[], signal?: AbortSignal) => {
  const heard = [];
  for await (const one of await client().compare.run.mutate(specOf(key, values), {
    ...(signal && { signal }),
  }))
    heard.push(one);
  return heard;
};

describe('compare.run', () => {
  it('streams how far it is, then what each combination comes to with its run, and leaves the window’s lab alone', async () => {
    const heard = await heardOf('saveUninitialized', ['false', 'true']);
    expect(heard[0]).toEqual({ type: 'progress', progress: { done: 0, cells: 2 } });
    const last = heard.at(-1);
    expect(last).toMatchObject({
      type: 'result',
      comparison: { decidedBy: ['saveUninitialized'], cells: [{ outcome: { name: 'no session' } }, {}] },
    });
    const log = last?.type === 'result' ? last.comparison.cells[1]?.log.events : [];
    expect(log?.some(({ type }) => type === 'received')).toBe(true);
    expect(playground.asked).toEqual([]);
  });

  it('says by place what cannot be compared', async () => {
    await expect(heardOf('resave', ['tru'])).rejects.toThrow(
      /^dimensions\[0\]\.values\[0\]: expected boolean, found string/,
    );
  });
});

describe('compare.text', () => {
  it('gives the matrix as Markdown and as a page', async () => {
    const spec = specOf('saveUninitialized', ['false', 'true']);
    const markdown = await client().compare.text.mutate({ spec, form: 'markdown' });
    expect(markdown).toContain('saveUninitialized alone decides how it comes out.');
    const page = await client().compare.text.mutate({ spec, form: 'html' });
    expect(page).toMatch(/^<!doctype html>/i);
    expect(page).toContain('<th scope="col" class="mono">saveUninitialized=false</th>');
  });
});
